import { checkoutLimits } from '#app/domain/checkout-method.ts';
import { AppError } from '#app/domain/errors.ts';
import { unreadable } from './gateway-refusal.server.ts';

/** The largest card payment, 999,999.99 yuan: the provider's limit. Above it, bank transfer only. */
const largestCardPaymentFen = checkoutLimits.card;

/** Amounts leave as `number` here and nowhere else. */
export function toMinorUnits(amountFen: bigint): number {
  if (amountFen <= 0n) throw new AppError('invalid', { reason: 'amount_not_positive' });
  if (amountFen > largestCardPaymentFen) throw new AppError('card_limit_exceeded', { limitFen: largestCardPaymentFen });
  return Number(amountFen);
}

/** What the provider says of an amount; anything but a whole number of fen is unreadable. */
export function fromMinorUnits(amount: number | null): bigint {
  if (amount === null || !Number.isSafeInteger(amount) || amount < 0) throw unreadable('amount');
  return BigInt(amount);
}

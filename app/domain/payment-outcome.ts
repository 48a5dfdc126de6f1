import type { Fen } from './money.ts';
import { type AttemptState, attemptMachine } from './payment-machine.ts';

/** What the provider says of a card page. */
export interface CheckoutNews {
  readonly status: 'open' | 'complete' | 'expired';
  readonly paid: boolean;
  /** Delayed, and it did not come: on this page it never will. */
  readonly failed?: boolean;
  /** Once paid, what was really received. */
  readonly amountFen: Fen;
  readonly currency: string;
}

/** What follows for the attempt: an event of its machine; nothing any more, or nothing yet. */
export type PaymentOutcome = 'pay' | 'fail' | 'expire' | 'refuse' | 'already' | 'open';

/**
 * Judges a card payment by the provider's news. What was asked and what was received must agree in amount and currency, else
 * it is refused. An attempt that failed or expired here may still turn out paid; one that is over stays as it is.
 */
export function paymentOutcome(
  attempt: { readonly state: AttemptState; readonly amountFen: Fen; readonly currency: string },
  news: CheckoutNews,
): PaymentOutcome {
  const { final, on } = attemptMachine.states[attempt.state];
  if (final) return 'already';
  if (news.paid) {
    return news.amountFen === attempt.amountFen && news.currency === attempt.currency ? 'pay' : 'refuse';
  }
  if (news.failed === true) return on?.fail === undefined ? 'already' : 'fail';
  if (news.status !== 'expired') return 'open';
  return on?.expire === undefined ? 'already' : 'expire';
}

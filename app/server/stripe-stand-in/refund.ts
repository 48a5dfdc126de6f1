import { ApiError, noSuch } from './api-error.ts';
import { record, seconds } from './desk.ts';
import { byHand } from './desk.ts';
import type { Cause, Desk } from './desk.ts';
import type { Refund } from './objects.ts';
import type { NewRefund } from './params.ts';
import { newId } from './store.ts';

/** Gives back a part or the rest of a payment of this account; never more than was received. */
export function refund(desk: Desk, account: string, input: NewRefund, cause: Cause): Refund {
  const { store } = desk;
  const intent = store.intents.get(input.payment_intent);
  if (!intent || intent.account !== account) throw noSuch('payment_intent', input.payment_intent, 'payment_intent');
  const { id, status, amount_received: received, latest_charge: charge } = intent.object;
  if (status !== 'succeeded') {
    throw new ApiError(400, {
      message: `PaymentIntent ${id} has no successful charge to refund`,
      param: 'payment_intent',
    });
  }
  const earlier = [...store.refunds.values()].filter(
    ({ object }) => object.payment_intent === id && object.status === 'succeeded',
  );
  const left = received - earlier.reduce((sum, { object }) => sum + object.amount, 0);
  if (left === 0) {
    throw new ApiError(400, { code: 'charge_already_refunded', message: `Charge ${charge} has already been refunded` });
  }
  const amount = input.amount ?? left;
  if (amount > left) {
    throw new ApiError(400, {
      message: `Refund amount ${amount} is above the ${left} not yet refunded`,
      param: 'amount',
    });
  }
  const made: Refund = {
    id: newId('re_'),
    object: 'refund',
    amount,
    charge,
    created: seconds(desk.now()),
    currency: 'cny',
    metadata: input.metadata ?? {},
    payment_intent: id,
    reason: input.reason ?? null,
    status: 'succeeded',
  };
  store.refunds.set(made.id, { account, object: made });
  record(desk, account, 'refund.created', made, cause);
  const back = received - left + amount;
  const of = {
    id: charge ?? '',
    object: 'charge',
    amount: received,
    amount_refunded: back,
    refunded: back === received,
  };
  record(desk, account, 'charge.refunded', { ...of, payment_intent: id, metadata: intent.object.metadata }, cause);
  return made;
}

/** As if the card's bank had sent the money back days later: the refund fails, and the payee has it again. */
export function failRefund(desk: Desk, refundId: string): void {
  const found = desk.store.refunds.get(refundId);
  if (!found) throw new Error(`no refund ${refundId}`);
  found.object.status = 'failed';
  record(desk, found.account, 'refund.failed', found.object, byHand);
}

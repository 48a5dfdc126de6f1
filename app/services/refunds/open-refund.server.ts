import { AppError } from '#app/domain/errors.ts';
import { receiptDeeds } from '#app/domain/receipt-deeds.ts';
import type { ActorContext, In } from '../context.server.ts';
import type { LockedReceipt } from '../payments/lock-receipt.server.ts';
import type { Refund } from './move-refund.server.ts';
import { type NewRefund, reserveRefund } from './reserve-refund.server.ts';

/** Reserves what the payee's finance gives back. The receipt is locked and the amount was judged under that lock. */
export async function openRefund(tx: In<ActorContext>, locked: LockedReceipt, input: NewRefund): Promise<Refund> {
  if (!receiptDeeds(tx.actor, { ...locked.receipt, ...locked }).includes('refund')) throw new AppError('state_changed');
  return reserveRefund(tx, locked, { ...input, requestedBy: tx.actor.userId });
}

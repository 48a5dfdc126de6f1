import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { receiptMachine } from '#app/domain/payment-machine.ts';
import { moneySideOf } from '#app/domain/receipt-deeds.ts';
import { receipts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Receipt } from './move-receipt.server.ts';

/** A receipt that the actor's organisation pays or is paid; for everybody else there is none. */
export async function getOwnReceipt(ctx: ActorContext, id: string): Promise<Receipt> {
  const [receipt] = await ctx.db.select().from(receipts).where(eq(receipts.id, id));
  if (receipt === undefined || moneySideOf(ctx.actor, receipt) === null) throw new AppError('not_found');
  return receipt;
}

/** The machine's word: an event the state does not know is state_changed, one of the other side is forbidden. */
export function requireReceiptEvent(
  ctx: ActorContext,
  receipt: Receipt,
  event: 'confirm' | 'reject' | 'withdraw',
): void {
  const transition = transitionOf(receiptMachine, receipt.state, event);
  if (transition === undefined) throw new AppError('state_changed');
  if (!transition.by.some((role) => role === moneySideOf(ctx.actor, receipt))) throw new AppError('forbidden');
}

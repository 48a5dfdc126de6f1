import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { bookRefund } from './book-refund.server.ts';
import type { Refund } from './move-refund.server.ts';
import { getRefundFor } from './own-refund.server.ts';

/** The payer's finance found the money on its bank statement: it is back, and the books say so. */
export async function confirmRefund(ctx: ActorContext, { refundId }: { refundId: string }): Promise<Refund> {
  const refund = await getRefundFor(ctx, refundId, 'confirmRefund');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, (tx) => bookRefund(tx, refund));
}

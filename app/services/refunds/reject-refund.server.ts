import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { moveRefund, type Refund } from './move-refund.server.ts';
import { getRefundFor } from './own-refund.server.ts';

/** The payer's finance did not find the money: nothing is booked, and the same slip may come again. */
export async function rejectRefund(
  ctx: ActorContext,
  { refundId, reason }: { refundId: string; reason: string },
): Promise<Refund> {
  const refund = await getRefundFor(ctx, refundId, 'rejectRefund');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const rejected = await moveRefund(tx, refund, 'reject', { rejectReason: reason });
    const notice = { kind: 'refund.reject', href: `/desk/receipts/${refund.receiptId}` };
    await notifyOrganisation(tx, refund.payeeOrgId, ['officer', 'finance'], notice);
    return rejected;
  });
}

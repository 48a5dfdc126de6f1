import { isProofFresh } from '#app/domain/access.ts';
import { refundAmountFault } from '#app/domain/refund-faults.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { moveRefund, type Refund } from './move-refund.server.ts';
import { getRefundFor } from './own-refund.server.ts';
import { pursueOrWait } from './refund-card.server.ts';

/**
 * The second person of the payee, of finance or an approver and not who asked for it, lets a large card refund go (`two_person.limit`), with a
 * fresh second factor: now the provider is asked. Judged once more, since a dispute may have come in between.
 *
 * @throws AppError 'forbidden', 'not_found', 'proof_required', 'state_changed', 'conflict' while the receipt is disputed, 'invalid'
 */
export async function approveRefund(ctx: ActorContext, { refundId }: { refundId: string }): Promise<Refund> {
  const found = await getRefundFor(ctx, refundId, 'approveRefund');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  const open = await inTransaction(ctx, async (tx) => {
    const locked = await lockReceipt(tx, { id: found.receiptId, obligationId: found.obligationId });
    if (locked.hasOpenDispute) {
      throw new AppError('conflict', { says: '付款方的银行对这笔款提出了拒付，等支付渠道有结果再退。' });
    }
    const says = refundAmountFault(found.amountFen, found.kind, {
      left: locked.left,
      isShared: locked.hasLiveDistribution,
    });
    if (says !== null) throw new AppError('invalid', { says });
    return moveRefund(tx, found, 'approve', { approvedBy: tx.actor.userId, approvedAt: tx.now() });
  });
  return pursueOrWait(ctx, open);
}

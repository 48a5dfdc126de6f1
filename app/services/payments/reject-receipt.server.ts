import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { freeForCredits } from '../credits/free-for-credits.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { moveReceipt, type Receipt } from './move-receipt.server.ts';
import { lockReceipt } from './lock-receipt.server.ts';
import { getOwnReceipt, requireReceiptEvent } from './own-receipt.server.ts';

/** The payee's finance did not find the money: the claim is rejected with a reason, and the same slip may come again. */
export async function rejectReceipt(
  ctx: ActorContext,
  { receiptId, reason }: { receiptId: string; reason: string },
): Promise<Receipt> {
  if (!mayDoMoney(ctx.actor, 'reject')) throw new AppError('forbidden');
  const receipt = await getOwnReceipt(ctx, receiptId);
  requireReceiptEvent(ctx, receipt, 'reject');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const locked = await lockReceipt(tx, receipt);
    const rejected = await moveReceipt(tx, receipt, 'reject', { rejectReason: reason });
    await freeForCredits(tx, locked);
    const notice = { kind: 'receipt.reject', params: { title: rejected.no }, href: `/desk/receipts/${receiptId}` };
    await notifyOrganisation(tx, rejected.payerOrgId, ['officer', 'finance'], notice);
    // The deposit stands as set off until its officer takes that back.
    if (rejected.depositApplicationId !== null) {
      const own = { ...notice, kind: 'receipt.set_off_reject' };
      await notifyOrganisation(tx, rejected.payeeOrgId, ['officer'], own);
    }
    return rejected;
  });
}

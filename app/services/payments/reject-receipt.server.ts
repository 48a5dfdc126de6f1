import { and, eq } from 'drizzle-orm';
import { hasRole, isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { receiptMachine } from '#app/domain/payment-machine.ts';
import { receipts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { Receipt } from './claim-bank-transfer.server.ts';
import { getOwnReceipt } from './own-receipt.server.ts';

/** The payee's finance did not find the money: the claim is rejected with a reason, and the same slip may come again. */
export async function rejectReceipt(
  ctx: ActorContext,
  { receiptId, reason }: { receiptId: string; reason: string },
): Promise<Receipt> {
  const receipt = await getOwnReceipt(ctx, receiptId);
  if (receipt.payeeOrgId !== ctx.actor.org?.orgId || !hasRole(ctx.actor, 'finance')) throw new AppError('forbidden');
  if (!transitionOf(receiptMachine, receipt.state, 'reject')) throw new AppError('state_changed');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const [rejected] = await tx.db
      .update(receipts)
      .set({ state: 'rejected', rejectReason: reason })
      .where(and(eq(receipts.id, receiptId), eq(receipts.state, 'claimed')))
      .returning();
    if (rejected === undefined) throw new AppError('state_changed');
    await clearDeadline(tx, 'receipt.confirm', receiptId);
    await audit(tx, { deed: 'receipt.reject', subjectType: 'receipt', subjectId: receiptId });
    const notice = { kind: 'receipt.reject', params: { title: rejected.no }, href: `/desk/receipts/${receiptId}` };
    await notifyOrganisation(tx, rejected.payerOrgId, ['officer', 'finance'], notice);
    return rejected;
  });
}

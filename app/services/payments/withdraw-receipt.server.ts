import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { receiptMachine } from '#app/domain/payment-machine.ts';
import { receipts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import type { Receipt } from './claim-bank-transfer.server.ts';
import { getOwnReceipt } from './own-receipt.server.ts';

/** The payer takes back a slip uploaded by mistake, as long as the payee has not answered. */
export async function withdrawReceipt(ctx: ActorContext, { receiptId }: { receiptId: string }): Promise<Receipt> {
  const receipt = await getOwnReceipt(ctx, receiptId);
  const isPayer = receipt.payerOrgId === ctx.actor.org?.orgId;
  if (!isPayer || !hasRole(ctx.actor, 'officer', 'finance')) throw new AppError('forbidden');
  if (!transitionOf(receiptMachine, receipt.state, 'withdraw')) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const [withdrawn] = await tx.db
      .update(receipts)
      .set({ state: 'rejected', rejectReason: '付款方撤回' })
      .where(and(eq(receipts.id, receiptId), eq(receipts.state, 'claimed')))
      .returning();
    if (withdrawn === undefined) throw new AppError('state_changed');
    await clearDeadline(tx, 'receipt.confirm', receiptId);
    await audit(tx, { deed: 'receipt.withdraw', subjectType: 'receipt', subjectId: receiptId });
    return withdrawn;
  });
}

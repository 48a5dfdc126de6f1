import { and, eq } from 'drizzle-orm';
import { hasRole, isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { receiptMachine } from '#app/domain/payment-machine.ts';
import { receipts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { bookReceipt } from './book-receipt.server.ts';
import type { Receipt } from './claim-bank-transfer.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { getOwnReceipt } from './own-receipt.server.ts';

/** The payee's finance found the transfer on its bank statement: the money has arrived (到账) and is booked. */
export async function confirmReceipt(ctx: ActorContext, { receiptId }: { receiptId: string }): Promise<Receipt> {
  const receipt = await getOwnReceipt(ctx, receiptId);
  if (receipt.payeeOrgId !== ctx.actor.org?.orgId || !hasRole(ctx.actor, 'finance')) throw new AppError('forbidden');
  if (!transitionOf(receiptMachine, receipt.state, 'confirm')) throw new AppError('state_changed');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, receipt.obligationId);
    const [confirmed] = await tx.db
      .update(receipts)
      .set({ state: 'confirmed', confirmedBy: ctx.actor.userId, confirmedAt: ctx.now() })
      .where(and(eq(receipts.id, receiptId), eq(receipts.state, 'claimed')))
      .returning();
    if (confirmed === undefined) throw new AppError('state_changed');
    await bookReceipt(tx, confirmed, claim);
    await clearDeadline(tx, 'receipt.confirm', receiptId);
    await audit(tx, { deed: 'receipt.confirm', subjectType: 'receipt', subjectId: receiptId });
    return confirmed;
  });
}

import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { bookReceipt } from './book-receipt.server.ts';
import type { Receipt } from './claim-bank-transfer.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { moveReceipt } from './move-receipt.server.ts';
import { getOwnReceipt, requireReceiptEvent } from './own-receipt.server.ts';

/** The payee's finance found the transfer on its bank statement: the money has arrived (到账) and is booked. */
export async function confirmReceipt(ctx: ActorContext, { receiptId }: { receiptId: string }): Promise<Receipt> {
  if (!mayDoMoney(ctx.actor, 'confirm')) throw new AppError('forbidden');
  const receipt = await getOwnReceipt(ctx, receiptId);
  requireReceiptEvent(ctx, receipt, 'confirm');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, receipt.obligationId);
    const columns = { confirmedBy: ctx.actor.userId, confirmedAt: ctx.now() };
    const confirmed = await moveReceipt(tx, receipt, 'confirm', columns);
    await bookReceipt(tx, confirmed, claim);
    return confirmed;
  });
}

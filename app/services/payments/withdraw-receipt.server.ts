import { AppError } from '#app/domain/errors.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import type { Receipt } from './claim-bank-transfer.server.ts';
import { moveReceipt } from './move-receipt.server.ts';
import { getOwnReceipt, requireReceiptEvent } from './own-receipt.server.ts';

/** The payer takes back a slip uploaded by mistake, as long as the payee has not answered. */
export async function withdrawReceipt(ctx: ActorContext, { receiptId }: { receiptId: string }): Promise<Receipt> {
  if (!mayDoMoney(ctx.actor, 'withdraw')) throw new AppError('forbidden');
  const receipt = await getOwnReceipt(ctx, receiptId);
  requireReceiptEvent(ctx, receipt, 'withdraw');
  return inTransaction(ctx, (tx) => moveReceipt(tx, receipt, 'withdraw', { rejectReason: '付款方撤回' }));
}

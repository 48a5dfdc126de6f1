import { AppError } from '#app/domain/errors.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { moveReceipt, type Receipt } from './move-receipt.server.ts';
import { freeForCredits } from '../credits/free-for-credits.server.ts';
import { lockReceipt } from './lock-receipt.server.ts';
import { getOwnReceipt, requireReceiptEvent } from './own-receipt.server.ts';

/** The payer takes back a slip uploaded by mistake, as long as the payee has not answered. */
export async function withdrawReceipt(ctx: ActorContext, { receiptId }: { receiptId: string }): Promise<Receipt> {
  if (!mayDoMoney(ctx.actor, 'withdraw')) throw new AppError('forbidden');
  const receipt = await getOwnReceipt(ctx, receiptId);
  requireReceiptEvent(ctx, receipt, 'withdraw');
  if (receipt.depositApplicationId !== null) {
    throw new AppError('conflict', { says: '这是保证金抵作价款，由挂牌单位登记；登记错了请联系挂牌单位撤回。' });
  }
  return inTransaction(ctx, async (tx) => {
    const locked = await lockReceipt(tx, receipt);
    const withdrawn = await moveReceipt(tx, receipt, 'withdraw', { rejectReason: '付款方撤回' });
    await freeForCredits(tx, locked);
    return withdrawn;
  });
}

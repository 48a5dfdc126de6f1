import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { refunds } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import type { Receipt } from '../payments/move-receipt.server.ts';
import { type LockedReceipt, lockReceipt } from '../payments/lock-receipt.server.ts';
import { onceRow } from '../platform/once.server.ts';
import type { Refund } from './move-refund.server.ts';
import { getPayeeReceipt } from './refund-facts.server.ts';

const wrongWay: Readonly<Record<Receipt['method'], string>> = {
  card: '在线收到的款请在线退款。',
  bank: '对公转账收到的款请从银行退回。',
};

/**
 * How every refund of the payee's finance begins, by bank or by card: role, own receipt, the way it was paid, fresh second factor;
 * then once for each form, with the receipt locked and nothing else of it on its way back.
 */
export async function beginRefund(
  ctx: ActorContext,
  { receiptId, key }: { readonly receiptId: string; readonly key?: string },
  method: Receipt['method'],
  open: (tx: In<ActorContext>, locked: LockedReceipt, id: string) => Promise<Refund>,
): Promise<Refund> {
  if (!mayDoMoney(ctx.actor, 'refund')) throw new AppError('forbidden');
  const found = await getPayeeReceipt(ctx, receiptId);
  if (found.method !== method) throw new AppError('invalid', { says: wrongWay[found.method] });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, earlier } = await onceRow(tx, refunds, key, method === 'card' ? 'refund.card' : 'refund.record');
      if (earlier) return earlier;
      const locked = await lockReceipt(tx, found);
      if (locked.hasOpenRefund) throw new AppError('state_changed');
      return open(tx, locked, id);
    },
    // Two refunds at the same moment: the index lets one of them through.
    () => new AppError('state_changed'),
  );
}

import { and, eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { refunds } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import type { Refund } from '../refunds/move-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { getPayeeReceipt } from '../refunds/refund-facts.server.ts';
import { bankOrgOf } from './bank-access.server.ts';
import { getOwnBankRow, moveBankRow } from './move-bank-row.server.ts';

/** The bank's own words for a transfer that it sent back. */
const bouncedWords = /退票|退汇/;

/**
 * Finance says which receipt a line of outgoing money gives back. A refund that is recorded already is found again by it; else it is
 * recorded from the line. As with every refund the books change when the payer has it.
 */
export async function returnBankRow(
  ctx: ActorContext,
  { rowId, receiptId }: { rowId: string; receiptId: string },
): Promise<Refund> {
  bankOrgOf(ctx);
  if (!mayDoMoney(ctx.actor, 'refund')) throw new AppError('forbidden');
  const row = await getOwnBankRow(ctx, rowId);
  if (row.direction !== 'out') throw new AppError('invalid', { says: '这是收入的流水，不是退回。' });
  const receipt = await getPayeeReceipt(ctx, receiptId);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(
    ctx,
    async (tx) => {
      const { left } = await lockReceipt(tx, receipt);
      const isRecorded = and(eq(refunds.receiptId, receiptId), eq(refunds.state, 'open'));
      const [recorded] = await tx.db.select().from(refunds).where(isRecorded);
      if (recorded && recorded.amountFen !== row.amountFen) {
        throw new AppError('amount_mismatch', { says: '这张收款单已登记一笔退款，金额和流水不一样。' });
      }
      const isWhole = row.amountFen === left.allocatedFen + left.advanceFen;
      const kind = isWhole && bouncedWords.test(row.memo) ? 'bounced' : 'refund';
      const refund =
        recorded ??
        (await recordRefund(tx, {
          receiptId,
          kind,
          amountFen: row.amountFen,
          reason: row.memo.slice(0, 200) || '按银行流水登记',
          paidOn: row.bookedOn,
          ...(row.serial === null ? {} : { bankSerial: row.serial }),
        }));
      await moveBankRow(tx, row, 'return', { receiptId, refundId: refund.id });
      return refund;
    },
    () => new AppError('state_changed'),
  );
}

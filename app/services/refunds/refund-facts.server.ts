import { and, eq, inArray } from 'drizzle-orm';
import { foldBankSerial } from '#app/domain/bank-serial.ts';
import type { SlipFacts } from '#app/domain/bank-transfer.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { moneySideOf } from '#app/domain/receipt-deeds.ts';
import type { RefundFacts } from '#app/domain/refund-faults.ts';
import { refundStatesReserved } from '#app/domain/refund.ts';
import { refunds } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import type { Receipt } from '../payments/move-receipt.server.ts';
import { getOwnReceipt } from '../payments/own-receipt.server.ts';
import { getReceiptUse, type ReceiptUse } from '../payments/receipt-use.server.ts';

export type BankRefundFacts = RefundFacts & SlipFacts;

/** What a refund by bank is judged by. The verb asks it with the receipt locked. */
export async function refundFacts(
  ctx: Pick<Context, 'db' | 'now'>,
  receipt: Receipt,
  { left, hasLiveDistribution }: ReceiptUse,
  bankSerial: string,
): Promise<BankRefundFacts> {
  const sameSlip = and(
    eq(refunds.payerOrgId, receipt.payerOrgId),
    eq(refunds.bankSerialKey, foldBankSerial(bankSerial)),
    inArray(refunds.state, refundStatesReserved),
  );
  return {
    left,
    isShared: hasLiveDistribution,
    today: dayOf(ctx.now()),
    notBefore: receipt.paidOn,
    notBeforeWords: '付款日',
    isSerialUsed: (await ctx.db.$count(refunds, sameSlip)) > 0,
  };
}

/** The payee's own receipt; the payer, who sees it, cannot give it back. */
export async function getPayeeReceipt(ctx: ActorContext, receiptId: string): Promise<Receipt> {
  const receipt = await getOwnReceipt(ctx, receiptId);
  if (moneySideOf(ctx.actor, receipt) !== 'payee') throw new AppError('forbidden');
  return receipt;
}

/** The same for a form of the payee's that is not yet read. */
export async function getRefundFacts(
  ctx: ActorContext,
  { receiptId, bankSerial }: { receiptId: string; bankSerial: string },
): Promise<BankRefundFacts> {
  const receipt = await getPayeeReceipt(ctx, receiptId);
  return refundFacts(ctx, receipt, await getReceiptUse(ctx, receipt), bankSerial);
}

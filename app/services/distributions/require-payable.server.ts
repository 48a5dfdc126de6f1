import { eq } from 'drizzle-orm';
import { addDays, type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { distributionPublicities } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { getOwnReceipt } from '../payments/own-receipt.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/**
 * Nobody is paid out of money whose payer has just disputed it, and no payment is of a day before the list was decided: approved,
 * and its publicity over.
 */
export async function requirePayable(tx: In<ActorContext>, row: DistributionRow, paidOn: Day): Promise<void> {
  const { hasOpenDispute } = await lockReceipt(tx, await getOwnReceipt(tx, row.receiptId));
  if (hasOpenDispute) {
    throw new AppError('conflict', { says: '付款方的银行对这笔收入提出了拒付，等支付渠道有结果再发放。' });
  }
  const decidedOn = await decidedDay(tx, row);
  const refuse = (says: string) => new AppError('invalid', { says }, 'paidOn');
  if (paidOn > dayOf(tx.now())) throw refuse('日期不能晚于今天。');
  if (paidOn < decidedOn) throw refuse(`日期不能早于分配方案定下的 ${decidedOn}（批准，且公示期满）。`);
}

async function decidedDay(tx: In<ActorContext>, { id, approvedAt }: DistributionRow): Promise<Day> {
  const [publicity] = await tx.db
    .select()
    .from(distributionPublicities)
    .where(eq(distributionPublicities.distributionId, id));
  if (publicity?.endsAt) return addDays(dayOf(publicity.endsAt), 1);
  return dayOf(approvedAt ?? tx.now());
}

import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { distributionDeeds } from '#app/domain/receipt-deeds.ts';
import { distributionPublicities } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { getOwnReceipt } from '../payments/own-receipt.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { moveDistribution } from './move-distribution.server.ts';
import { getDistributionFor } from './own-distribution.server.ts';
import { startRewardPublicity } from './start-reward-publicity.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** Four eyes: finance or the approver agrees to what another person proposed and the people confirmed; a list that asks for publicity goes into it. */
export async function approveDistribution(ctx: ActorContext, { id }: { id: string }): Promise<DistributionRow> {
  const row = await getDistributionFor(ctx, id, 'approve');
  if (!distributionDeeds(ctx.actor, row).includes('approve')) throw new AppError('forbidden');
  const found = await getOwnReceipt(ctx, row.receiptId);
  return inTransaction(ctx, async (tx) => {
    const { hasOpenDispute } = await lockReceipt(tx, found);
    if (hasOpenDispute) throw new AppError('state_changed');
    const columns = { approvedBy: ctx.actor.userId, approvedAt: ctx.now() };
    const [publicity] = await tx.db
      .select()
      .from(distributionPublicities)
      .where(eq(distributionPublicities.distributionId, id));
    const approved = await moveDistribution(tx, row, publicity ? 'publicise' : 'approve', columns);
    if (publicity) await startRewardPublicity(tx, approved, publicity.workingDays);
    const notice = { kind: 'distribution.approve', href: `/desk/receipts/${row.receiptId}` };
    await notifyPeople(tx, [row.proposedBy], notice);
    return approved;
  });
}

import { eq } from 'drizzle-orm';
import { isStateUnit } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { RewardFacts } from '#app/domain/reward-tax.ts';
import { distributionPublicities, organisations, receipts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { isRegistered } from '../registrations/queries.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** What the reduced income tax of a distribution's rewards rests on, but for the day of payment. */
export async function rewardFactsOf(
  ctx: Pick<Context, 'db'>,
  row: DistributionRow,
): Promise<Omit<RewardFacts, 'paidOn'>> {
  const [head] = await ctx.db
    .select({ unit: organisations, paidOn: receipts.paidOn, confirmedAt: receipts.confirmedAt })
    .from(receipts)
    .innerJoin(organisations, eq(organisations.id, receipts.payeeOrgId))
    .where(eq(receipts.id, row.receiptId));
  if (head?.confirmedAt == null) throw new AppError('not_found');
  const [publicity] = await ctx.db
    .select()
    .from(distributionPublicities)
    .where(eq(distributionPublicities.distributionId, row.id));
  return {
    // No floor, binding or advised, stands in a distribution of work that stands alone.
    isConversion: row.floorSource !== '',
    isNonProfit: isStateUnit(head.unit),
    isRegistered: await isRegistered(ctx, row.contractId),
    isPublished: publicity?.endsAt != null && ['approved', 'distributed', 'paid', 'tax_declared'].includes(row.state),
    // The money came on its own day; that finance found it later gives nobody more time.
    receivedOn: head.paidOn,
  };
}

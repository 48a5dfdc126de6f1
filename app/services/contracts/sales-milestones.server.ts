import { asc, eq } from 'drizzle-orm';
import { hasSalesMilestone, type PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { SalesMilestone } from '#app/domain/sales-milestones.ts';
import { milestones, milestoneSubmissions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getChargedSums } from './charged-sums.server.ts';
import type { Milestone } from './own-milestone.server.ts';

/** The milestones of a contract that reported sales reach, in their order, as `moveBySales` asks for them. */
export async function salesMilestones(
  { db }: Pick<Context, 'db'>,
  contractId: string,
  terms: PayLaterTerms,
): Promise<{ readonly row: Milestone; readonly stone: SalesMilestone }[]> {
  if (!hasSalesMilestone(terms)) return [];
  const rows = await db
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, contractId))
    .orderBy(asc(milestones.position));
  const sent = await db
    .select({ id: milestones.id, answerBy: milestoneSubmissions.answerBy, outcome: milestoneSubmissions.outcome })
    .from(milestoneSubmissions)
    .innerJoin(milestones, eq(milestones.id, milestoneSubmissions.milestoneId))
    .where(eq(milestones.contractId, contractId))
    .orderBy(asc(milestoneSubmissions.n));
  const { ofMilestone } = await getChargedSums({ db }, contractId);
  return rows.flatMap((row) => {
    const agreed = terms.milestones[row.position - 1];
    if (agreed?.trigger !== 'sales_reached' || agreed.triggerFen === null) return [];
    const { id, position, name, amountFen, payWithinDays, state, disputedSide, disputedAt } = row;
    const stone = {
      position,
      name,
      amountFen,
      payWithinDays,
      state,
      disputedSide,
      triggerFen: agreed.triggerFen,
      disputedOn: disputedAt && dayOf(disputedAt),
      sent: sent
        .filter((one) => one.id === id)
        .map(({ answerBy, outcome }) => ({ answerBy: dayOf(answerBy), outcome })),
      chargedFen: ofMilestone.get(id) ?? 0n,
    };
    return [{ row, stone }];
  });
}

import { eq, inArray } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { type ClearanceCourse, objectsUntil } from '#app/domain/grant-clearance.ts';
import { clearanceReviews, consentDenials, contracts, grantClearances } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * What the parties of earlier contracts have said against what was stated beside them, told apart by the company with which the owner
 * contracts again: a new contract with the same company, or other words in it, do not begin anew. An objection counts to the end of its last
 * day; one that comes later is kept in the evidence. Given a moment (`until`), what was said after it is left out: what was signed by then
 * is held against what was known.
 */
export async function coursesOf(
  ctx: Pick<Context, 'db'>,
  earlierIds: readonly string[],
): Promise<(earlierId: string, toOrgId: string, until?: Date | null) => ClearanceCourse> {
  if (earlierIds.length === 0) return () => ({ isDenied: false, isDisputed: false });
  const said = await ctx.db
    .select({
      earlierId: grantClearances.earlierContractId,
      toOrgId: contracts.licenseeOrgId,
      ground: grantClearances.ground,
      at: consentDenials.createdAt,
      approvedAt: clearanceReviews.createdAt,
    })
    .from(consentDenials)
    .innerJoin(grantClearances, eq(grantClearances.id, consentDenials.clearanceId))
    .innerJoin(contracts, eq(contracts.id, grantClearances.contractId))
    .leftJoin(clearanceReviews, eq(clearanceReviews.clearanceId, grantClearances.id))
    .where(inArray(grantClearances.earlierContractId, [...earlierIds]));
  return (earlierId, toOrgId, until = null) => {
    const isOwn = (one: (typeof said)[number]) => one.earlierId === earlierId && one.toOrgId === toOrgId;
    const own = said.filter((one) => isOwn(one) && (until === null || one.at <= until));
    return {
      isDenied: own.some(({ ground }) => ground === 'consent'),
      isDisputed: own.some(
        ({ ground, at, approvedAt }) =>
          ground === 'apart' && approvedAt !== null && dayOf(at) <= objectsUntil(dayOf(approvedAt)),
      ),
    };
  };
}

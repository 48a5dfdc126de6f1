import { and, eq, inArray } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { matchableStates } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, demands, demandVersions, matches, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { stillMatched } from '../matches/still-matched.server.ts';

/**
 * The demand that a supplier is about to answer, as the form shows it: what is wanted and by whom, unnamed where the
 * enterprise asked for it. A targeted one is found only where an achievement of the supplier was matched to it.
 */
export async function getAskedDemand(ctx: ActorContext, id: string) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  const [row] = await ctx.db
    .select({
      no: demands.no,
      orgId: demands.orgId,
      isSample: demands.isSample,
      orgName: organisations.name,
      data: demandVersions.data,
    })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(and(eq(demands.id, id), inArray(demands.state, [...matchableStates]), listingShown));
  if (row === undefined) throw new AppError('not_found');
  const { data } = row;
  if (data.confidentiality === 'targeted') {
    const [match] = await ctx.db
      .select({ id: matches.id })
      .from(matches)
      .innerJoin(demands, eq(demands.id, matches.demandId))
      .innerJoin(achievements, eq(achievements.id, matches.achievementId))
      .where(and(eq(matches.demandId, id), eq(achievements.orgId, orgId), stillMatched))
      .limit(1);
    if (match === undefined) throw new AppError('not_found');
  }
  return {
    no: row.no,
    title: data.title,
    summary: data.summary,
    orgName: data.confidentiality === 'anonymous' ? null : row.orgName,
    isSample: row.isSample,
    isPublic: data.confidentiality !== 'targeted',
    budgetMinFen: data.budgetMinFen,
    budgetMaxFen: data.budgetMaxFen,
    cooperation: data.cooperation,
    acceptPayLater: data.acceptPayLater,
    validUntilOn: data.validUntilOn,
  };
}

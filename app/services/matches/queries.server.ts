import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import type { MatchReasons } from '#app/domain/matching.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import {
  achievements,
  achievementVersions,
  deals,
  demands,
  demandVersions,
  matches,
  organisations,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

const currentDemand = and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN));

/** Matches of a demand, best first, with what a card shows of the achievement. The caller has checked whose demand it is. */
export async function listDemandMatches(ctx: ActorContext, demand: { id: string; orgId: string }) {
  const rows = await ctx.db
    .select({ match: matches, achievement: achievements, data: achievementVersions.data, orgName: organisations.name })
    .from(matches)
    .innerJoin(achievements, eq(achievements.id, matches.achievementId))
    .innerJoin(
      achievementVersions,
      and(eq(achievementVersions.achievementId, achievements.id), eq(achievementVersions.n, achievements.versionN)),
    )
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .where(and(eq(matches.demandId, demand.id), eq(achievements.state, 'published')))
    .orderBy(asc(matches.rank))
    .limit(50);
  const open = await openDeals(
    ctx,
    rows.map((row) => row.achievement.id),
    [demand.orgId],
  );
  return rows.map(({ match, achievement, data, orgName }) => ({
    id: match.id,
    level: match.level,
    rank: match.rank,
    reasons: match.reasons,
    dismissedReason: match.dismissedReason,
    achievementId: achievement.id,
    achievementNo: achievement.no,
    title: data.name,
    text: `${data.problem} ${data.solution}`.trim(),
    regionCode: data.regionCode,
    trl: data.trl,
    trlBasis: data.trlBasis,
    price: data.price,
    orgName,
    isSample: achievement.isSample,
    confirmedOn: achievement.confirmedOn,
    dealId: open.get(`${achievement.id} ${demand.orgId}`) ?? null,
  }));
}

export type DemandMatch = Awaited<ReturnType<typeof listDemandMatches>>[number];

/** Open deals by `achievement licensee`. */
async function openDeals(
  ctx: ActorContext,
  achievementIds: string[],
  licensees: string[],
): Promise<Map<string, string>> {
  if (achievementIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: deals.id, achievementId: deals.achievementId, licenseeOrgId: deals.licenseeOrgId })
    .from(deals)
    .where(
      and(
        inArray(deals.achievementId, achievementIds),
        inArray(deals.licenseeOrgId, licensees),
        inArray(deals.state, [...openDealStates]),
      ),
    );
  return new Map(rows.map((row) => [`${row.achievementId} ${row.licenseeOrgId}`, row.id]));
}

/** The heaviest shared words; single characters say nothing by themselves. */
const wordsOf = ({ terms }: MatchReasons): string[] =>
  terms
    .map(({ term }) => term)
    .filter((term) => term.length > 1)
    .slice(0, 6);

/** Recent matches of the organisation's own demands, and of its own achievements with published demands of others. */
export async function listRecentMatches(ctx: ActorContext, limit = 40) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !hasRole(ctx.actor, 'owner', 'officer', 'approver', 'legal', 'inventor')) {
    return { wanted: [], offered: [] };
  }
  const pick = {
    id: matches.id,
    level: matches.level,
    terms: matches.reasons,
    computedAt: matches.computedAt,
    demandId: demands.id,
    demandNo: demands.no,
    demandTitle: demands.title,
    demandOrgId: demands.orgId,
    demandData: demandVersions.data,
    demandOrgName: organisations.name,
    demandIsSample: demands.isSample,
    achievementId: achievements.id,
    achievementNo: achievements.no,
    achievementName: achievements.name,
  };
  const rows = (side: 'demand' | 'achievement') =>
    ctx.db
      .select(pick)
      .from(matches)
      .innerJoin(demands, eq(demands.id, matches.demandId))
      .innerJoin(demandVersions, currentDemand)
      .innerJoin(organisations, eq(organisations.id, demands.orgId))
      .innerJoin(achievements, eq(achievements.id, matches.achievementId))
      .where(
        and(
          eq(side === 'demand' ? demands.orgId : achievements.orgId, orgId),
          inArray(demands.state, ['published', 'in_talks']),
          eq(achievements.state, 'published'),
          isNull(matches.dismissedReason),
          // Weak ones share a common word or two: nobody should be asked to read them here.
          ne(matches.level, 'weak'),
        ),
      )
      .orderBy(desc(matches.computedAt), asc(matches.rank))
      .limit(limit);
  const [wanted, offered] = await Promise.all([rows('demand'), rows('achievement')]);
  const open = await openDeals(
    ctx,
    offered.map((row) => row.achievementId),
    [...new Set(offered.map((row) => row.demandOrgId))],
  );
  return {
    wanted: wanted.map((row) => ({
      id: row.id,
      level: row.level,
      demandId: row.demandId,
      demandTitle: row.demandTitle,
      achievementNo: row.achievementNo,
      achievementName: row.achievementName,
      terms: wordsOf(row.terms),
      foundOn: dayOf(row.computedAt),
    })),
    offered: offered.map(({ demandData, ...row }) => ({
      id: row.id,
      level: row.level,
      demandId: row.demandId,
      demandNo: row.demandNo,
      demandTitle: row.demandTitle,
      summary: demandData.summary,
      // Whoever asked to stay unnamed stays so until he accepts a talk.
      demandOrgName: demandData.confidentiality === 'anonymous' ? null : row.demandOrgName,
      isPublic: demandData.confidentiality !== 'targeted',
      isSample: row.demandIsSample,
      budgetMinFen: demandData.budgetMinFen,
      budgetMaxFen: demandData.budgetMaxFen,
      achievementId: row.achievementId,
      achievementNo: row.achievementNo,
      achievementName: row.achievementName,
      terms: wordsOf(row.terms),
      foundOn: dayOf(row.computedAt),
      dealId: open.get(`${row.achievementId} ${row.demandOrgId}`) ?? null,
    })),
  };
}

import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { matchableStates } from '#app/domain/demand-match.ts';
import type { MatchReasons } from '#app/domain/matching.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import {
  achievements,
  achievementVersions,
  demands,
  demandVersions,
  matches,
  organisations,
} from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import type { ActorContext } from '../context.server.ts';
import { type MatchDeal, openDealOf, type OpenDeals, openDeals } from './queries.server.ts';
import { currentMatch } from './still-matched.server.ts';

/** Who in an organisation reads its matches. */
export const matchReaders = ['owner', 'officer', 'approver', 'legal', 'inventor'] as const;
/** Demands on the page, and matches that are read for them. */
const mostGroups = 20;
const mostRows = 400;
const mostPerGroup = 6;

/** The heaviest shared key terms. */
export const wordsOf = ({ terms }: MatchReasons): string[] => terms.map(({ term }) => term).slice(0, 6);

/**
 * Matches of the organisation, grouped by demand: the demand with the best match first, in it the best match first and
 * declined ones last with their reason. `wanted` are its own demands, `offered` those of others that its achievements fit.
 * Weak ones share a word or two: nobody should be asked to read them here, they are counted.
 */
export async function listMatchGroups(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !hasRole(ctx.actor, ...matchReaders)) return { wanted: [], offered: [] };
  const shown = ctx.db.select({ id: organisations.id }).from(organisations).where(listingShown);
  const [wanted, offered] = await Promise.all([
    rowsOf(ctx, and(eq(demands.orgId, orgId), inArray(achievements.orgId, shown))),
    rowsOf(ctx, and(eq(achievements.orgId, orgId), listingShown)),
  ]);
  const open = await openDeals(
    ctx,
    [...wanted, ...offered].map((row) => row.achievementId),
    [...new Set([...wanted, ...offered].map((row) => row.demandOrgId))],
  );
  return { wanted: grouped(wanted, open, orgId), offered: grouped(offered, open, orgId) };
}

/** Public demands that an achievement of the organisation fits, the best first: for the achievement's own page. */
export async function listAchievementMatches(ctx: ActorContext, achievementId: string) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !hasRole(ctx.actor, ...matchReaders)) return [];
  const own = and(eq(achievements.orgId, orgId), eq(achievements.id, achievementId), listingShown);
  const rows = await rowsOf(ctx, own);
  const open = await openDeals(ctx, [achievementId], [...new Set(rows.map((row) => row.demandOrgId))]);
  return grouped(rows, open, orgId);
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

const rowsOf = (ctx: ActorContext, whose: ReturnType<typeof and>) =>
  ctx.db
    .select({
      id: matches.id,
      level: matches.level,
      scorePpm: matches.scorePpm,
      reasons: matches.reasons,
      answer: matches.answer,
      reason: matches.dismissedReason,
      note: matches.dismissedNote,
      answeredByOrg: matches.answeredByOrg,
      demandId: demands.id,
      demandNo: demands.no,
      demandOrgId: demands.orgId,
      keyTerms: demands.keyTerms,
      demandData: demandVersions.data,
      demandOrgName: organisations.name,
      demandIsSample: demands.isSample,
      achievementId: achievements.id,
      achievementNo: achievements.no,
      achievementName: achievements.name,
      achievementData: achievementVersions.data,
    })
    .from(matches)
    .innerJoin(demands, eq(demands.id, matches.demandId))
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .innerJoin(achievements, eq(achievements.id, matches.achievementId))
    .innerJoin(achievementVersions, currentVersion)
    .where(
      and(
        whose,
        currentMatch,
        inArray(demands.state, [...matchableStates]),
        eq(achievements.state, 'published'),
        ne(matches.level, 'weak'),
      ),
    )
    .orderBy(sql`${matches.answer} is not distinct from 'declined'`, desc(matches.scorePpm), matches.id)
    .limit(mostRows);

function grouped(rows: readonly Row[], open: OpenDeals, orgId: string) {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.demandId, [...(groups.get(row.demandId) ?? []), row]);
  return [...groups.values()].slice(0, mostGroups).flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const { demandData: data } = first;
    return [
      {
        demandId: first.demandId,
        demandNo: first.demandNo,
        title: data.title,
        summary: data.summary,
        // Whoever asked to stay unnamed stays so until he accepts a talk.
        orgName: data.confidentiality === 'anonymous' && first.demandOrgId !== orgId ? null : first.demandOrgName,
        isPublic: data.confidentiality !== 'targeted',
        isSample: first.demandIsSample,
        budgetMinFen: data.budgetMinFen,
        budgetMaxFen: data.budgetMaxFen,
        cooperation: data.cooperation,
        acceptPayLater: data.acceptPayLater,
        total: list.length,
        rows: list.slice(0, mostPerGroup).map((row) => ({
          id: row.id,
          level: row.level,
          terms: wordsOf(row.reasons),
          reasons: row.reasons,
          keyTerms: row.keyTerms ?? [],
          answer: row.answer,
          reason: row.reason,
          note: row.note,
          isOwnAnswer: row.answeredByOrg === null || row.answeredByOrg === orgId,
          achievementId: row.achievementId,
          achievementNo: row.achievementNo,
          achievementName: row.achievementName,
          modes: row.achievementData.transferModes,
          ...dealShown(row, open, orgId),
        })),
      },
    ];
  });
}

/** The pair's open deal. An unnamed enterprise's deal about something else would name it beside this demand. */
function dealShown(row: Row, open: OpenDeals, orgId: string): MatchDeal {
  const deal = openDealOf(open, row);
  const isUnnamed = row.demandData.confidentiality === 'anonymous' && row.demandOrgId !== orgId;
  return isUnnamed && deal.isOtherDeal ? { dealId: null, isOtherDeal: false } : deal;
}

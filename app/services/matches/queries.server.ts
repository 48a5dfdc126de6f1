import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import { effectiveTrl } from '#app/domain/effective-trl.ts';
import { offeredPrice } from '#app/domain/offered-price.ts';
import { publicData } from '#app/domain/public-data.ts';
import { confirmedTrl, confirmedTrlColumns } from '#db/confirmed-trl.server.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import {
  achievements,
  achievementVersions,
  deals,
  listings,
  matches,
  organisations,
  trlAssessments,
} from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import type { ActorContext } from '../context.server.ts';
import { isLiveListing, listedTermsColumns } from '../listings/listed-terms.server.ts';

/**
 * Matches of a demand with what a card shows of the achievement: the best first, declined ones at the end. The caller has
 * checked whose demand it is. Withdrawn achievements are left out, whatever was
 * answered; an answered one that left the list as computed stands after those in it.
 */
export async function listDemandMatches(ctx: ActorContext, demand: { id: string; orgId: string }) {
  const rows = await ctx.db
    .select({
      match: matches,
      achievement: achievements,
      data: achievementVersions.data,
      orgName: organisations.name,
      confirmed: confirmedTrlColumns,
      listing: listedTermsColumns,
    })
    .from(matches)
    .innerJoin(achievements, eq(achievements.id, matches.achievementId))
    .innerJoin(achievementVersions, currentVersion)
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .leftJoin(trlAssessments, confirmedTrl)
    .leftJoin(listings, and(eq(listings.achievementId, achievements.id), isLiveListing))
    .where(and(eq(matches.demandId, demand.id), eq(achievements.state, 'published'), listingShown))
    .orderBy(sql`${matches.answer} is not distinct from 'declined'`, desc(matches.isCurrent), asc(matches.rank))
    .limit(50);
  const open = await openDeals(
    ctx,
    rows.map((row) => row.achievement.id),
    [demand.orgId],
  );
  return rows.map(({ match, achievement, data, orgName, confirmed, listing }) => ({
    id: match.id,
    level: match.level,
    rank: match.rank,
    isCurrent: match.isCurrent,
    reasons: match.reasons,
    answer: match.answer,
    reason: match.dismissedReason,
    note: match.dismissedNote,
    isOwnAnswer: match.answeredByOrg === null || match.answeredByOrg === demand.orgId,
    achievementId: achievement.id,
    achievementNo: achievement.no,
    title: data.name,
    text: shownText(data),
    regionCode: data.regionCode,
    trl: effectiveTrl(data.trl, confirmed).level,
    price: offeredPrice(data.price, listing),
    modes: data.transferModes,
    orgName,
    isSample: achievement.isSample,
    confirmedOn: achievement.confirmedOn,
    ...openDealOf(open, { demandId: demand.id, achievementId: achievement.id, demandOrgId: demand.orgId }),
  }));
}

/** What everybody may read who is signed in: where the text is closed, the problem is left. */
function shownText(data: AchievementData): string {
  const { problem, solution } = publicData(data, { isSignedIn: true });
  return `${problem} ${solution}`.trim();
}

interface OpenDeal {
  readonly id: string;
  /** The demand that it is about; null for one about the achievement alone. */
  readonly demandId: string | null;
}

/** Open deals by `achievement licensee`. */
export type OpenDeals = ReadonlyMap<string, readonly OpenDeal[]>;

export async function openDeals(ctx: ActorContext, achievementIds: string[], licensees: string[]): Promise<OpenDeals> {
  if (achievementIds.length === 0 || licensees.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      id: deals.id,
      demandId: deals.demandId,
      achievementId: deals.achievementId,
      licenseeOrgId: deals.licenseeOrgId,
    })
    .from(deals)
    .where(
      and(
        inArray(deals.achievementId, achievementIds),
        inArray(deals.licenseeOrgId, licensees),
        inArray(deals.state, [...openDealStates]),
      ),
    );
  const open = new Map<string, OpenDeal[]>();
  for (const { id, demandId, ...pair } of rows) {
    const key = `${pair.achievementId} ${pair.licenseeOrgId}`;
    open.set(key, [...(open.get(key) ?? []), { id, demandId }]);
  }
  return open;
}

export interface MatchDeal {
  readonly dealId: string | null;
  /** The pair talks about something else: about this demand there is more to say than that. */
  readonly isOtherDeal: boolean;
}

/** A match's open deal: the one about its demand, else another one of the pair. */
export function openDealOf(
  open: OpenDeals,
  match: { readonly demandId: string; readonly achievementId: string; readonly demandOrgId: string },
): MatchDeal {
  const ofPair = open.get(`${match.achievementId} ${match.demandOrgId}`) ?? [];
  const deal = ofPair.find(({ demandId }) => demandId === match.demandId) ?? ofPair[0];
  return { dealId: deal?.id ?? null, isOtherDeal: deal !== undefined && deal.demandId !== match.demandId };
}

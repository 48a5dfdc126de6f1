import { and, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import { dayOf, diffDays } from '#app/domain/days.ts';
import { demandText } from '#app/domain/demand-data.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { exclusionsOf } from '#app/domain/match-fit.ts';
import { tellingTerms } from '#app/domain/match-terms.ts';
import { type MatchResult, rank, type RankCandidate } from '#app/domain/matching.ts';
import { achievements, demands, demandVersions, matches } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { currentWeights } from './current-weights.server.ts';

/** Candidates that the engine is asked for, and matches that are kept. */
const candidateCount = 200;
const keptCount = 30;

export interface ComputedMatches {
  readonly count: number;
  readonly strong: number;
}

interface Compute {
  readonly demandId: string;
  /** Whose change asks: the other side hears of strong pairs that are new. Nobody does when left out. */
  readonly cause?: 'demand' | 'achievement';
}

/**
 * Matches of a demand as it stands now: candidates from the engine, order and reasons from the rules, one upsert.
 * Runs any number of times; matches that were answered keep their answer, others that no longer match go. A version
 * that was superseded in between writes nothing, and a demand that looks for nothing any more keeps only its answers.
 */
export async function computeMatches(ctx: Context, { demandId, cause }: Compute): Promise<ComputedMatches> {
  const [row] = await ctx.db
    .select({ demand: demands, data: demandVersions.data })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(eq(demands.id, demandId));
  if (!row) throw new AppError('not_found');
  const { demand, data } = row;
  if (!isMatchable(demand.state)) {
    await ctx.db.delete(matches).where(and(eq(matches.demandId, demandId), isNull(matches.answer)));
    return { count: 0, strong: 0 };
  }

  const [{ version, weights }, answer] = await Promise.all([
    currentWeights(ctx),
    ctx.search.match({ kind: 'achievement', text: demandText(data), limit: candidateCount }),
  ]);
  const wanted = { ...data, orgId: demand.orgId };
  const candidates = await withListingAge(ctx, answer.candidates);
  const results = rank(wanted, answer, candidates, weights, keptCount);
  const excluded = exclusionsOf(
    wanted,
    candidates.map(({ facts }) => facts),
  );

  return inTransaction(ctx, async (tx) => {
    const computedAt = ctx.now();
    // The head row first: it serialises two computations, and a newer version or the end of the demand wins.
    const [current] = await tx.db
      .update(demands)
      .set({
        matchedAt: computedAt,
        matchedVersionN: demand.versionN,
        keyTerms: tellingTerms(answer.keyTerms),
        excluded,
      })
      .where(and(eq(demands.id, demandId), eq(demands.versionN, demand.versionN), eq(demands.state, demand.state)))
      .returning({ id: demands.id });
    if (!current) return { count: 0, strong: 0 };
    const ids = results.map(({ id }) => id);
    const before = await tx.db
      .select({ id: matches.achievementId })
      .from(matches)
      .where(eq(matches.demandId, demandId));
    const stale = and(eq(matches.demandId, demandId), isNull(matches.answer));
    const left = ids.length === 0 ? undefined : notInArray(matches.achievementId, ids);
    await tx.db.delete(matches).where(and(stale, left));
    await tx.db
      .update(matches)
      .set({ isCurrent: false })
      .where(and(eq(matches.demandId, demandId), left));
    if (results.length > 0) await upsert(tx, { demandId, versionN: demand.versionN, version, computedAt }, results);
    const known = new Set(before.map(({ id }) => id));
    const fresh = results.filter(({ id, level }) => level === 'strong' && !known.has(id));
    if (cause && fresh.length > 0) await tell(tx, demand, fresh, cause);
    return { count: results.length, strong: results.filter(({ level }) => level === 'strong').length };
  });
}

/** The candidates with the days since each was last confirmed as listed. */
async function withListingAge<Candidate extends RankCandidate>(
  ctx: Context,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  if (candidates.length === 0) return [];
  const ids = candidates.map(({ id }) => id);
  const listed = await ctx.db
    .select({ id: achievements.id, confirmedOn: achievements.confirmedOn })
    .from(achievements)
    .where(and(inArray(achievements.id, ids), eq(achievements.isListed, true)));
  const ages = new Map(
    listed.map(({ id, confirmedOn }) => [id, confirmedOn === null ? null : diffDays(confirmedOn, dayOf(ctx.now()))]),
  );
  return candidates.map((one) => ({ ...one, facts: { ...one.facts, listingAgeDays: ages.get(one.id) ?? null } }));
}

async function upsert(
  tx: In<Context>,
  {
    demandId,
    versionN,
    version,
    computedAt,
  }: { demandId: string; versionN: number; version: number; computedAt: Date },
  results: readonly MatchResult[],
): Promise<void> {
  const rows = results.map((result) => ({
    demandId,
    demandVersionN: versionN,
    achievementId: result.id,
    achievementVersionN: result.versionN,
    level: result.level,
    scorePpm: result.scorePpm,
    rank: result.rank,
    reasons: result.reasons,
    weightsVersion: version,
    computedAt,
  }));
  await tx.db
    .insert(matches)
    .values(rows)
    .onConflictDoUpdate({
      target: [matches.demandId, matches.achievementId],
      set: {
        demandVersionN: sql`excluded.demand_version_n`,
        achievementVersionN: sql`excluded.achievement_version_n`,
        level: sql`excluded.level`,
        scorePpm: sql`excluded.score_ppm`,
        rank: sql`excluded.rank`,
        reasons: sql`excluded.reasons`,
        weightsVersion: sql`excluded.weights_version`,
        isCurrent: true,
        // Seen from the achievement nothing changed as long as both say what they said and the weights are the same.
        backwardPpm: sql`case when ${matches.demandVersionN} = excluded.demand_version_n
          and ${matches.achievementVersionN} = excluded.achievement_version_n
          and ${matches.weightsVersion} = excluded.weights_version then ${matches.backwardPpm} end`,
        computedAt: sql`excluded.computed_at`,
      },
    });
}

/** The other side hears of new strong pairs: suppliers of a new demand, the enterprise of a new achievement. */
async function tell(
  tx: In<Context>,
  demand: { id: string; orgId: string; title: string },
  fresh: readonly MatchResult[],
  cause: 'demand' | 'achievement',
): Promise<void> {
  if (cause === 'achievement') {
    const notice = { kind: 'match.achievement', params: { title: demand.title }, href: `/desk/demands/${demand.id}` };
    return notifyOrganisation(tx, demand.orgId, ['officer'], notice);
  }
  const suppliers = await tx.db
    .selectDistinct({ orgId: achievements.orgId })
    .from(achievements)
    .where(
      inArray(
        achievements.id,
        fresh.map(({ id }) => id),
      ),
    );
  const notice = { kind: 'match.demand', params: { title: demand.title }, href: `/desk/matches#${demand.id}` };
  for (const { orgId } of suppliers) await notifyOrganisation(tx, orgId, ['officer'], notice);
}

import { and, eq, inArray, isNull } from 'drizzle-orm';
import { dayOf, diffDays } from '#app/domain/days.ts';
import { demandText } from '#app/domain/demand-data.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { exclusionsOf } from '#app/domain/match-fit.ts';
import { tellingTerms } from '#app/domain/match-terms.ts';
import { type MatchResult, rank, type RankCandidate } from '#app/domain/matching.ts';
import { achievements, demands, demandVersions, matches } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { soldOn } from '../listings/standing-sale.server.ts';
import { currentWeights, holdWeights } from './current-weights.server.ts';
import { storeMatches } from './store-matches.server.ts';
import { tellOfMatches } from './tell-of-matches.server.ts';
import { withMetrics } from './with-metrics.server.ts';

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
 * Of several at once the newest wins: what was read before another list was written, or with weights that are in force
 * no more, is read again.
 */
export async function computeMatches(ctx: Context, compute: Compute): Promise<ComputedMatches> {
  let first: number | null = null;
  for (;;) {
    const head = await readHead(ctx, compute.demandId);
    first ??= head.demand.matchRound;
    // The second list since was begun after the first was written, so after this call: it says all that this one would.
    if (head.demand.matchRound >= first + 2) return standing(ctx, compute.demandId);
    const written = await computeOnce(ctx, compute, head);
    if (written !== 'overtaken') return written;
  }
}

type Head = Awaited<ReturnType<typeof readHead>>;

async function readHead(ctx: Context, demandId: string) {
  const [row] = await ctx.db
    .select({ demand: demands, data: demandVersions.data })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(eq(demands.id, demandId));
  if (!row) throw new AppError('not_found');
  return row;
}

async function computeOnce(
  ctx: Context,
  { demandId, cause }: Compute,
  { demand, data }: Head,
): Promise<ComputedMatches | 'overtaken'> {
  const asRead = and(eq(demands.id, demandId), eq(demands.versionN, demand.versionN), eq(demands.state, demand.state));
  const inTurn = and(asRead, eq(demands.matchRound, demand.matchRound));
  const next = { matchRound: demand.matchRound + 1 };
  if (!isMatchable(demand.state)) {
    return inTransaction(ctx, async (tx) => {
      const [current] = await tx.db.update(demands).set(next).where(inTurn).returning({ id: demands.id });
      if (!current) return 'overtaken';
      await tx.db.delete(matches).where(and(eq(matches.demandId, demandId), isNull(matches.answer)));
      return nothing;
    });
  }

  const [{ version, weights }, answer] = await Promise.all([
    currentWeights(ctx),
    ctx.search.match({ kind: 'achievement', text: demandText(data), limit: candidateCount }),
  ]);
  const wanted = { ...data, orgId: demand.orgId };
  const candidates = await forSale(ctx, answer.candidates);
  const results = await withMetrics(ctx, data.metrics, rank(wanted, answer, candidates, weights, keptCount));
  const excluded = exclusionsOf(
    wanted,
    candidates.map(({ facts }) => facts),
  );

  return inTransaction(ctx, async (tx) => {
    if (!(await holdWeights(tx, version))) return 'overtaken';
    const computedAt = tx.now();
    // The head row first: it serialises two computations, and a newer version or the end of the demand wins.
    const [current] = await tx.db
      .update(demands)
      .set({
        ...next,
        matchedAt: computedAt,
        matchedVersionN: demand.versionN,
        keyTerms: tellingTerms(answer.keyTerms),
        excluded,
      })
      .where(inTurn)
      .returning({ id: demands.id });
    if (!current) {
      const [same] = await tx.db.select({ id: demands.id }).from(demands).where(asRead);
      return same ? 'overtaken' : nothing;
    }
    const before = await storeMatches(tx, { demandId, versionN: demand.versionN, weightsVersion: version }, results);
    const fresh = results.filter(({ id, level }) => level === 'strong' && !before.has(id));
    if (cause && fresh.length > 0) await tellOfMatches(tx, demand, fresh, cause);
    return countsOf(results);
  });
}

const nothing: ComputedMatches = { count: 0, strong: 0 };

const countsOf = (rows: readonly Pick<MatchResult, 'level'>[]): ComputedMatches => ({
  count: rows.length,
  strong: rows.filter(({ level }) => level === 'strong').length,
});

const standing = async (ctx: Context, demandId: string): Promise<ComputedMatches> =>
  countsOf(
    await ctx.db
      .select({ level: matches.level })
      .from(matches)
      .where(and(eq(matches.demandId, demandId), eq(matches.isCurrent, true))),
  );

/** The candidates that can be had, with the days since each was last confirmed as listed: what was sold answers no demand. */
async function forSale<Candidate extends RankCandidate>(
  ctx: Context,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  if (candidates.length === 0) return [];
  const ids = candidates.map(({ id }) => id);
  const rows = await ctx.db
    .select({
      id: achievements.id,
      confirmedOn: achievements.confirmedOn,
      isListed: achievements.isListed,
      soldOn,
    })
    .from(achievements)
    .where(inArray(achievements.id, ids));
  const sold = new Set(rows.flatMap(({ id, soldOn }) => (soldOn === null ? [] : [id])));
  const ages = new Map(
    rows.flatMap(({ id, isListed, confirmedOn }) =>
      isListed && confirmedOn !== null ? [[id, diffDays(confirmedOn, dayOf(ctx.now()))] as const] : [],
    ),
  );
  const left = candidates.filter(({ id }) => !sold.has(id));
  return left.map((one) => ({ ...one, facts: { ...one.facts, listingAgeDays: ages.get(one.id) ?? null } }));
}

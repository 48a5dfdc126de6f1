import { and, eq, isNull, notInArray, sql } from 'drizzle-orm';
import { demandText } from '#app/domain/demand-data.ts';
import { AppError } from '#app/domain/errors.ts';
import { rank } from '#app/domain/matching.ts';
import { demands, demandVersions, matches } from '#db/schema/index.ts';
import { bodyOf } from '#search/documents.ts';
import { type Context, inTransaction } from '../context.server.ts';

/** Candidates that the engine is asked for, and matches that are kept. */
const candidateCount = 200;
const keptCount = 30;

export interface ComputedMatches {
  readonly count: number;
  readonly strong: number;
}

/**
 * Matches of a demand as it stands now: candidates from the engine, order and reasons from the rules, one upsert.
 * Runs any number of times; matches that were declined keep their answer, others that no longer match go. A version
 * that was superseded in between writes nothing.
 */
export async function computeMatches(ctx: Context, { demandId }: { demandId: string }): Promise<ComputedMatches> {
  const [row] = await ctx.db
    .select({ demand: demands, data: demandVersions.data })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(eq(demands.id, demandId));
  if (!row) throw new AppError('not_found');
  const { demand, data } = row;

  const answer = await ctx.search.match({ kind: 'achievement', text: demandText(data), limit: candidateCount });
  const results = rank(
    { ...data, orgId: demand.orgId },
    answer,
    answer.candidates.map(({ document, score, terms }) => ({
      id: document.id,
      versionN: document.versionN,
      score,
      foundTerms: terms.map(({ term }) => term),
      title: document.title,
      body: bodyOf(document),
      facts: document,
    })),
  ).slice(0, keptCount);

  return inTransaction(ctx, async (tx) => {
    const computedAt = ctx.now();
    // The head row first: it serialises two computations, and a newer version wins.
    const [current] = await tx.db
      .update(demands)
      .set({ matchedAt: computedAt, matchedVersionN: demand.versionN })
      .where(and(eq(demands.id, demandId), eq(demands.versionN, demand.versionN)))
      .returning({ id: demands.id });
    if (!current) return { count: 0, strong: 0 };
    const stale = and(eq(matches.demandId, demandId), isNull(matches.dismissedReason));
    const ids = results.map(({ id }) => id);
    await tx.db.delete(matches).where(ids.length === 0 ? stale : and(stale, notInArray(matches.achievementId, ids)));
    if (results.length > 0) {
      await tx.db
        .insert(matches)
        .values(
          results.map((result) => ({
            demandId,
            demandVersionN: demand.versionN,
            achievementId: result.id,
            achievementVersionN: result.versionN,
            level: result.level,
            scorePpm: result.scorePpm,
            rank: result.rank,
            reasons: result.reasons,
            computedAt,
          })),
        )
        .onConflictDoUpdate({
          target: [matches.demandId, matches.achievementId],
          set: {
            demandVersionN: sql`excluded.demand_version_n`,
            achievementVersionN: sql`excluded.achievement_version_n`,
            level: sql`excluded.level`,
            scorePpm: sql`excluded.score_ppm`,
            rank: sql`excluded.rank`,
            reasons: sql`excluded.reasons`,
            computedAt: sql`excluded.computed_at`,
          },
        });
    }
    return { count: results.length, strong: results.filter(({ level }) => level === 'strong').length };
  });
}

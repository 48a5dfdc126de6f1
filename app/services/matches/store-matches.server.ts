import { and, eq, isNull, notInArray, sql } from 'drizzle-orm';
import type { MatchResult } from '#app/domain/matching.ts';
import { matches } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

interface Computed {
  readonly demandId: string;
  readonly versionN: number;
  readonly weightsVersion: number;
}

/**
 * Puts a computed list in the place of the one before, for whoever holds the demand's head row. Answered pairs keep their
 * answer, in the list or beside it; other pairs that left it go. Answers which achievements had a match before.
 */
export async function storeMatches(
  tx: In<Context>,
  { demandId, versionN, weightsVersion }: Computed,
  results: readonly MatchResult[],
): Promise<ReadonlySet<string>> {
  const ofDemand = eq(matches.demandId, demandId);
  const before = await tx.db.select({ id: matches.achievementId }).from(matches).where(ofDemand);
  const ids = results.map(({ id }) => id);
  const left = and(ofDemand, ids.length === 0 ? undefined : notInArray(matches.achievementId, ids));
  await tx.db.delete(matches).where(and(left, isNull(matches.answer)));
  await tx.db.update(matches).set({ isCurrent: false }).where(left);
  if (results.length > 0) {
    const computedAt = tx.now();
    await upsert(
      tx,
      results.map((result) => ({
        demandId,
        demandVersionN: versionN,
        achievementId: result.id,
        achievementVersionN: result.versionN,
        level: result.level,
        scorePpm: result.scorePpm,
        rank: result.rank,
        reasons: result.reasons,
        weightsVersion,
        computedAt,
      })),
    );
  }
  return new Set(before.map(({ id }) => id));
}

const upsert = (tx: In<Context>, rows: (typeof matches.$inferInsert)[]) =>
  tx.db
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

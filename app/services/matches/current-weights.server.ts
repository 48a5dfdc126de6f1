import { desc, eq, isNotNull } from 'drizzle-orm';
import type { MatchWeights } from '#app/domain/match-weights.ts';
import { matchWeights } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

export interface CurrentWeights {
  readonly version: number;
  readonly weights: MatchWeights;
}

/** The weights in force: the highest version. The first one came with the table. */
export async function currentWeights(ctx: Context): Promise<CurrentWeights> {
  const [row] = await ctx.db
    .select({ version: matchWeights.version, weights: matchWeights.weights })
    .from(matchWeights)
    .where(isNotNull(matchWeights.version))
    .orderBy(desc(matchWeights.version))
    .limit(1);
  if (row === undefined || row.version === null) throw new Error('no match weights');
  return { version: row.version, weights: row.weights };
}

/**
 * Holds the weights in force until the transaction ends: new ones wait for it. False when these are in force no more, so
 * that nothing is written by them.
 */
export async function holdWeights(tx: In<Context>, version: number): Promise<boolean> {
  await tx.db.select({ id: matchWeights.id }).from(matchWeights).where(eq(matchWeights.version, version)).for('share');
  // Asked again after the lock: what was waited for may have put others in force.
  return (await currentWeights(tx)).version === version;
}

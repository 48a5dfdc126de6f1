import { desc, isNotNull } from 'drizzle-orm';
import type { MatchWeights } from '#app/domain/match-weights.ts';
import { matchWeights } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

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

import { eq, inArray, isNotNull } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { replayWeights } from '#app/domain/match-replay.ts';
import { type MatchWeights, weightFaults } from '#app/domain/match-weights.ts';
import { matches, matchWeights } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { currentWeights } from './current-weights.server.ts';

export type WeightsTrial = typeof matchWeights.$inferSelect;

/**
 * Scores the lists that people answered once more with proposed weights, and keeps what came of it beside the proposal:
 * nothing else changes. Only such a trial can be applied.
 */
export async function tryWeights(
  ctx: ActorContext,
  input: { readonly weights: MatchWeights; readonly note: string },
): Promise<WeightsTrial> {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  if (Object.keys(weightFaults(input.weights)).length > 0) throw new AppError('invalid');
  const { version, weights } = await currentWeights(ctx);
  const answered = ctx.db.selectDistinct({ id: matches.demandId }).from(matches).where(isNotNull(matches.answer));
  const pairs = await ctx.db
    .select({
      demandId: matches.demandId,
      achievementId: matches.achievementId,
      answer: matches.answer,
      reasons: matches.reasons,
    })
    .from(matches)
    .where(inArray(matches.demandId, answered));
  const replay = replayWeights(pairs, weights, input.weights);
  return inTransaction(ctx, async (tx) => {
    const row = await insertRow(tx, matchWeights, {
      baseVersion: version,
      weights: input.weights,
      replay,
      note: input.note,
      createdBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'match_weights.try', subjectType: 'match_weights', subjectId: row.id });
    return row;
  });
}

/** A trial for the page that shows it. */
export async function findTrial(ctx: ActorContext, id: string): Promise<WeightsTrial | null> {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  const [row] = await ctx.db.select().from(matchWeights).where(eq(matchWeights.id, id));
  return row ?? null;
}

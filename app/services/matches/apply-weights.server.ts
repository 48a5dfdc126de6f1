import { and, eq, inArray, isNull, isNotNull } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { matchableStates } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { demands, matchChanges, matchWeights } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { currentWeights } from './current-weights.server.ts';
import type { WeightsTrial } from './try-weights.server.ts';

/**
 * Puts weights in force that were tried against the version in force, and has every live demand matched again. A trial
 * against an older version says nothing about today's lists and is refused; of two at once one wins.
 */
export async function applyWeights(ctx: ActorContext, input: { readonly trialId: string }): Promise<WeightsTrial> {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  const [trial] = await ctx.db
    .select()
    .from(matchWeights)
    .where(and(eq(matchWeights.id, input.trialId), isNotNull(matchWeights.replay)));
  if (trial === undefined) throw new AppError('not_found');
  const { version } = await currentWeights(ctx);
  if (trial.version !== null || trial.baseVersion !== version) throw new AppError('state_changed');
  return inTransaction(
    ctx,
    async (tx) => {
      // A list that is being written by the old weights ends first: its demand is then among those matched again.
      await tx.db
        .select({ id: matchWeights.id })
        .from(matchWeights)
        .where(eq(matchWeights.version, version))
        .for('update');
      const [row] = await tx.db
        .update(matchWeights)
        .set({ version: version + 1, appliedBy: tx.actor.userId, appliedAt: tx.now() })
        .where(and(eq(matchWeights.id, trial.id), isNull(matchWeights.version)))
        .returning();
      if (row === undefined) throw new AppError('state_changed');
      await audit(tx, {
        deed: 'match_weights.apply',
        subjectType: 'match_weights',
        subjectId: row.id,
        versionN: version + 1,
      });
      const live = await tx.db
        .select({ rowId: demands.id })
        .from(demands)
        .where(inArray(demands.state, [...matchableStates]));
      for (let from = 0; from < live.length; from += 1000) {
        const rows = live.slice(from, from + 1000).map(({ rowId }) => ({ kind: 'weights', rowId }));
        await tx.db.insert(matchChanges).values(rows);
      }
      await tx.jobs.enqueue(tx.db, 'match.compute', {});
      return row;
    },
    () => new AppError('state_changed'),
  );
}

import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { owesScores } from '#app/domain/evaluation-days.ts';
import { panelFault } from '#app/domain/evaluation.ts';
import { achievements, evaluationExperts, evaluations } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { type Evaluation, loadAsEvaluator, moveEvaluation } from './own-evaluation.server.ts';
import { dropScores } from './plan-scores.server.ts';

/**
 * The evaluator ends the scoring of a whole panel: no score comes or goes any more, and it reads them all with their reasons before it
 * writes its report. Who had not scored need not any more, and is told.
 */
export async function collectScores(ctx: ActorContext, { id }: { readonly id: string }): Promise<Evaluation> {
  const before = await loadAsEvaluator(ctx, id);
  if (before.state !== 'running') throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    // Experts score under the same lock.
    await tx.db.select().from(evaluations).where(eq(evaluations.id, id)).for('update');
    const panel = await tx.db.select().from(evaluationExperts).where(eq(evaluationExperts.evaluationId, id));
    const fault = panelFault(panel);
    if (fault !== null) throw new AppError('invalid', { says: fault });
    const row = await moveEvaluation(tx, before, 'collect');
    const late = panel.filter(({ state }) => owesScores(state));
    for (const seat of late) await dropScores(tx, seat.id);
    const [record] = await tx.db
      .select({ name: achievements.name })
      .from(achievements)
      .where(eq(achievements.id, row.achievementId));
    await notifyPeople(
      tx,
      late.map(({ userId }) => userId),
      { kind: 'evaluation.collect', params: { title: record?.name ?? '' }, href: `/desk/evaluations/${id}` },
    );
    return row;
  });
}

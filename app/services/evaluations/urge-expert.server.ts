import { and, eq, isNull, ne, or } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { owesScores } from '#app/domain/evaluation-days.ts';
import { achievements, evaluationExperts, evaluations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { loadAsEvaluator } from './own-evaluation.server.ts';
import { planScores } from './plan-scores.server.ts';

/** The evaluator reminds an expert who has not answered or scored, once a day, with another day where it gives one. */
export async function urgeExpert(
  ctx: ActorContext,
  { id, expertId, dueOn }: { readonly id: string; readonly expertId: string; readonly dueOn?: Day | undefined },
): Promise<void> {
  await loadAsEvaluator(ctx, id);
  await inTransaction(ctx, async (tx) => {
    const [evaluation] = await tx.db.select().from(evaluations).where(eq(evaluations.id, id)).for('update');
    if (evaluation?.state !== 'running') throw new AppError('state_changed');
    const mine = and(eq(evaluationExperts.id, expertId), eq(evaluationExperts.evaluationId, id));
    const [seat] = await tx.db.select().from(evaluationExperts).where(mine);
    if (seat === undefined) throw new AppError('not_found');
    if (!owesScores(seat.state)) throw new AppError('state_changed');
    const today = dayOf(tx.now());
    const on = dueOn ?? seat.dueOn;
    const [row] = await tx.db
      .update(evaluationExperts)
      .set({ urgedOn: today, dueOn: on })
      .where(and(mine, or(isNull(evaluationExperts.urgedOn), ne(evaluationExperts.urgedOn, today))))
      .returning();
    if (row === undefined) throw new AppError('invalid', { says: '今天已经催过这位专家，明天再催。' }, 'dueOn');
    if (on !== null && on >= today) await planScores(tx, seat.id, on);
    await audit(tx, { deed: 'evaluation.urge', subjectType: 'evaluation', subjectId: id });
    const [record] = await tx.db
      .select({ name: achievements.name })
      .from(achievements)
      .where(eq(achievements.id, evaluation.achievementId));
    await notifyPeople(tx, [seat.userId], {
      kind: 'evaluation.urge',
      params: { title: record?.name ?? '', ...(on !== null && { on }) },
      href: `/desk/evaluations/${id}`,
    });
  });
}

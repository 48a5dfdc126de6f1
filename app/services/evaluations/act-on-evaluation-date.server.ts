import { eq } from 'drizzle-orm';
import { owesScores } from '#app/domain/evaluation-days.ts';
import { achievements, evaluationExperts, evaluations } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';

/** The day of a commission has passed without its report: evaluator and unit are told once. Idempotent. */
export async function tellOfLateReport(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(evaluations).where(eq(evaluations.id, id)).for('update');
    await clearDeadline(tx, 'evaluation.report', id);
    if (row === undefined || row.dueOn === null || !['requested', 'running', 'scored'].includes(row.state)) return;
    const notice = {
      kind: 'evaluation.overdue',
      params: { title: await titleOf(tx, row.achievementId), on: row.dueOn },
    };
    await notifyOrganisation(tx, row.evaluatorOrgId, ['officer'], { ...notice, href: `/desk/evaluations/${id}` });
    await notifyPeople(tx, [row.requestedBy], {
      ...notice,
      href: `/desk/achievements/${row.achievementId}/evaluation`,
    });
  });
}

/** An expert's day comes near, or has passed, and he has not scored: he is reminded. Idempotent. */
export const remindExpert =
  (kind: 'remind' | 'due') =>
  async (ctx: Context, id: string): Promise<void> => {
    await inTransaction(ctx, async (tx) => {
      const [seat] = await tx.db.select().from(evaluationExperts).where(eq(evaluationExperts.id, id)).for('update');
      await clearDeadline(tx, `evaluation_expert.${kind}`, id);
      if (seat === undefined || seat.dueOn === null || !owesScores(seat.state)) return;
      const [row] = await tx.db.select().from(evaluations).where(eq(evaluations.id, seat.evaluationId));
      if (row?.state !== 'running') return;
      await notifyPeople(tx, [seat.userId], {
        kind: kind === 'remind' ? 'evaluation.remind' : 'evaluation.late',
        params: { title: await titleOf(tx, row.achievementId), on: seat.dueOn },
        href: `/desk/evaluations/${row.id}`,
      });
    });
  };

async function titleOf(tx: In<Context>, achievementId: string): Promise<string> {
  const [row] = await tx.db
    .select({ name: achievements.name })
    .from(achievements)
    .where(eq(achievements.id, achievementId));
  return row?.name ?? '';
}

import { eq } from 'drizzle-orm';
import { type Day, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievements, evaluations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { mayRequestEvaluation } from './own-evaluation.server.ts';
import { tellPanel } from './tell-panel.server.ts';

/** The unit gives a commission another day; evaluator and panel are told. The experts' days stay as the evaluator set them. */
export async function postponeEvaluation(
  ctx: ActorContext,
  { evaluationId, dueOn }: { readonly evaluationId: string; readonly dueOn: Day },
): Promise<void> {
  if (!mayRequestEvaluation(ctx.actor)) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(evaluations).where(eq(evaluations.id, evaluationId)).for('update');
    if (row === undefined || row.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
    if (!['requested', 'running', 'scored', 'halted', 'scored_halted'].includes(row.state))
      throw new AppError('state_changed');
    await tx.db.update(evaluations).set({ dueOn }).where(eq(evaluations.id, row.id));
    await setDeadline(tx, { kind: 'evaluation.report', subjectId: row.id, orgId: null, dueAt: endOfDay(dueOn) });
    const { achievementId, versionN } = row;
    await audit(tx, { deed: 'evaluation.postpone', subjectType: 'achievement', subjectId: achievementId, versionN });
    const [record] = await tx.db
      .select({ name: achievements.name })
      .from(achievements)
      .where(eq(achievements.id, achievementId));
    await tellPanel(tx, row, record?.name ?? '', 'evaluation.postpone', { on: dueOn });
  });
}

import { and, eq } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { expertMachine } from '#app/domain/evaluation.ts';
import { usualScoresOn } from '#app/domain/evaluation-days.ts';
import { achievementPeople, evaluationExperts, memberships, users } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction, isUniqueViolation } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { type Evaluation, loadAsEvaluator, moveEvaluation } from './own-evaluation.server.ts';
import { planScores } from './plan-scores.server.ts';

/** The evaluator takes the commission, or says why not. */
export async function answerEvaluation(
  ctx: ActorContext,
  { id, event, note }: { readonly id: string; readonly event: 'accept' | 'decline'; readonly note?: string },
): Promise<Evaluation> {
  const before = await loadAsEvaluator(ctx, id);
  await screenTexts(ctx, [note ?? '']);
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvaluation(tx, before, event, { note: note ?? null });
    const href = `/desk/achievements/${row.achievementId}/evaluation`;
    await notifyPeople(tx, [row.requestedBy], { kind: `evaluation.${event}`, href });
    return row;
  });
}

/** Invites a person to the panel: not of the owning unit, and none of those who made the achievement. */
export async function inviteExpert(
  ctx: ActorContext,
  { id, phone, dueOn }: { readonly id: string; readonly phone: string; readonly dueOn?: Day },
): Promise<void> {
  const evaluation = await loadAsEvaluator(ctx, id);
  if (evaluation.state !== 'running') throw new AppError('state_changed');
  const fault = (says: string) => new AppError('invalid', { says }, 'phone');
  const [person] = await ctx.db.select().from(users).where(eq(users.phoneNumber, phone));
  if (person === undefined || !person.phoneNumberVerified) {
    throw fault('这个手机号还没有登录过成果通，请专家先登录一次。');
  }
  const isInside = await ctx.db.$count(
    memberships,
    and(eq(memberships.userId, person.id), eq(memberships.orgId, evaluation.orgId)),
  );
  const isAuthor = await ctx.db.$count(
    achievementPeople,
    and(eq(achievementPeople.userId, person.id), eq(achievementPeople.achievementId, evaluation.achievementId)),
  );
  if (isInside > 0 || isAuthor > 0) throw fault('完成单位的人员不能评价本单位的成果。');
  try {
    await inTransaction(ctx, async (tx) => {
      const on = dueOn ?? usualScoresOn(dayOf(tx.now()), evaluation.dueOn);
      const seat = await insertRow(tx, evaluationExperts, {
        evaluationId: id,
        userId: person.id,
        state: expertMachine.initial,
        dueOn: on,
        invitedBy: tx.actor.userId,
        createdAt: tx.now(),
      });
      await planScores(tx, seat.id, on);
      await audit(tx, { deed: 'evaluation.invite', subjectType: 'evaluation', subjectId: id });
      await notifyPeople(tx, [person.id], { kind: 'evaluation.invite', href: `/desk/evaluations/${id}` });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw fault('这位专家已经在专家组里。');
    throw error;
  }
}

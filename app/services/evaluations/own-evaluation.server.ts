import { and, eq } from 'drizzle-orm';
import { type Actor, hasRole, mayOwn, type RoleGate } from '#app/domain/access.ts';
import { type AchievementState, clearedAchievementStates } from '#app/domain/achievement.ts';
import { AppError } from '#app/domain/errors.ts';
import { evaluationMachine, type ExpertState, showsScores } from '#app/domain/evaluation.ts';
import { type EventOf, nextState } from '#app/domain/machine.ts';
import { evaluationExperts, evaluations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { dropScores } from './plan-scores.server.ts';

export type Evaluation = typeof evaluations.$inferSelect;

/** Units ask for evaluations of what they own: officers. */
export const mayRequestEvaluation: RoleGate = (actor) =>
  actor.org !== null && mayOwn(actor.org.kind) && hasRole(actor, 'officer');

/** Officers of the organisation that was asked run the evaluation. */
export const mayRunEvaluation: RoleGate = (actor) => actor.org !== null && hasRole(actor, 'officer');

/**
 * Who reads the whole record that is judged, and the papers released to it: the evaluating organisation's officers from the day they
 * took the commission, and an expert once he declared that nothing binds him, while the panel scores. Nobody while the record stands
 * where its secrecy review has not passed it, nor after it was taken down once.
 */
export const mayReadWhole = (
  actor: Actor,
  {
    state,
    evaluatorOrgId,
    closedAt,
    record,
  }: Pick<Evaluation, 'state' | 'evaluatorOrgId' | 'closedAt'> & { readonly record: AchievementState },
  seat: ExpertState | null,
): boolean =>
  closedAt === null &&
  clearedAchievementStates.includes(record) &&
  (((state === 'running' || showsScores(state)) && evaluatorOrgId === actor.org?.orgId && mayRunEvaluation(actor)) ||
    (state === 'running' && (seat === 'joined' || seat === 'scored')));

/** An evaluation that the actor's organisation was asked for; another's is not found. */
export async function loadAsEvaluator(ctx: ActorContext, id: string): Promise<Evaluation> {
  if (!mayRunEvaluation(ctx.actor)) throw new AppError('forbidden');
  const [row] = await ctx.db
    .select()
    .from(evaluations)
    .where(and(eq(evaluations.id, id), eq(evaluations.evaluatorOrgId, ctx.actor.org?.orgId ?? '')));
  if (row === undefined) throw new AppError('not_found');
  if (ctx.actor.org?.verified !== true) throw new AppError('organisation_unverified');
  return row;
}

/** One step of an evaluation's machine with its trace. */
export async function moveEvaluation(
  tx: In<Context>,
  before: Evaluation,
  event: EventOf<typeof evaluationMachine>,
  columns: Omit<Partial<typeof evaluations.$inferInsert>, 'state'> = {},
): Promise<Evaluation> {
  const [row] = await tx.db
    .update(evaluations)
    .set({ ...columns, state: nextState(evaluationMachine, before.state, event) })
    .where(and(eq(evaluations.id, before.id), eq(evaluations.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  if ('final' in evaluationMachine.states[row.state]) await dropDays(tx, row.id);
  const { achievementId, versionN } = row;
  await audit(tx, { deed: `evaluation.${event}`, subjectType: 'achievement', subjectId: achievementId, versionN });
  return row;
}

/** What is over has no days any more, nor have the experts of its panel. */
async function dropDays(tx: In<Context>, id: string): Promise<void> {
  await clearDeadline(tx, 'evaluation.report', id);
  const panel = await tx.db
    .select({ id: evaluationExperts.id })
    .from(evaluationExperts)
    .where(eq(evaluationExperts.evaluationId, id));
  for (const seat of panel) await dropScores(tx, seat.id);
}

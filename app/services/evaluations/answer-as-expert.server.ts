import { and, eq } from 'drizzle-orm';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { scoreFaults } from '#app/domain/evaluation-grounds.ts';
import { expertMachine, type Scores, type ValueKey } from '#app/domain/evaluation.ts';
import { nextState } from '#app/domain/machine.ts';
import { evaluationExperts, evaluations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { hasInterest } from './expert-interest.server.ts';
import { dropScores } from './plan-scores.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';

type Expert = typeof evaluationExperts.$inferSelect;

const seatOf = (ctx: ActorContext, evaluationId: string) =>
  and(eq(evaluationExperts.evaluationId, evaluationId), eq(evaluationExperts.userId, ctx.actor.userId));

/** Whoever has no seat on the panel learns nothing of it, and is told so before his words are looked at. */
async function requireSeat(ctx: ActorContext, evaluationId: string): Promise<void> {
  if ((await ctx.db.$count(evaluationExperts, seatOf(ctx, evaluationId))) === 0) throw new AppError('not_found');
}

async function act(
  ctx: ActorContext,
  evaluationId: string,
  event: 'join' | 'recuse' | 'score',
  columns: Omit<Partial<typeof evaluationExperts.$inferInsert>, 'state'>,
): Promise<Expert> {
  return inTransaction(ctx, async (tx) => {
    // The report counts scores under this lock: none comes or goes while it is issued.
    const [evaluation] = await tx.db.select().from(evaluations).where(eq(evaluations.id, evaluationId)).for('update');
    const [before] = await tx.db.select().from(evaluationExperts).where(seatOf(ctx, evaluationId));
    if (evaluation === undefined || before === undefined) throw new AppError('not_found');
    if (evaluation.state !== 'running') throw new AppError('state_changed');
    if (event !== 'recuse' && (await hasInterest(tx, evaluation.achievementId))) {
      const says = '你所在的单位正在洽谈或者竞买这项成果，有利益关系，不能评价。请选择回避。';
      throw new AppError('invalid', { says }, event === 'join' ? 'isFree' : undefined);
    }
    const [row] = await tx.db
      .update(evaluationExperts)
      .set({ ...columns, state: nextState(expertMachine, before.state, event), answeredAt: tx.now() })
      .where(and(eq(evaluationExperts.id, before.id), eq(evaluationExperts.state, before.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    if (event !== 'join') await dropScores(tx, row.id);
    await audit(tx, { deed: `evaluation_expert.${event}`, subjectType: 'evaluation', subjectId: evaluationId });
    return row;
  });
}

/** The expert declares that nothing binds him to either side, and takes part. */
export const joinPanel = (ctx: ActorContext, evaluationId: string): Promise<Expert> =>
  act(ctx, evaluationId, 'join', {
    declaration: '本人与完成单位、完成人和委托方没有利益关系；评价中看到的没有公开的内容不外传。',
  });

/** The expert says what binds him, and stays out; scores he gave no longer count. */
export async function recuseExpert(ctx: ActorContext, evaluationId: string, declaration: string): Promise<Expert> {
  await requireSeat(ctx, evaluationId);
  await screenTexts(ctx, [declaration]);
  return act(ctx, evaluationId, 'recuse', { declaration, scores: null, reasons: null });
}

/** The expert's own scores, each with its reason; he sees nobody else's before the report. */
export async function scoreAsExpert(
  ctx: ActorContext,
  evaluationId: string,
  {
    scores,
    reasons,
    comment,
  }: {
    readonly scores: Scores;
    readonly reasons: Readonly<Partial<Record<ValueKey, string>>>;
    readonly comment: string;
  },
): Promise<Expert> {
  await requireSeat(ctx, evaluationId);
  // Not only the form asks.
  refuseFaults(scoreFaults(scores, reasons));
  await screenTexts(ctx, [comment, ...Object.values(reasons)]);
  return act(ctx, evaluationId, 'score', { scores, reasons, comment: comment || null });
}

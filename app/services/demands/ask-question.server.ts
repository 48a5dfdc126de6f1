import { and, eq, isNull } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { demandQuestions, demands } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { seeRefinement } from './see-refinement.server.ts';

export type DemandQuestion = typeof demandQuestions.$inferSelect;

/** How many questions of one unit wait for an answer at a time. */
const mostWaiting = 20;

/** A matched team asks what the demand leaves open: its officers, and the people who would solve it. */
export async function askQuestion(
  ctx: ActorContext,
  input: { demandId: string; body: string; key?: string },
): Promise<DemandQuestion> {
  if (!hasRole(ctx.actor, 'officer', 'inventor')) throw new AppError('forbidden');
  const { demand, as } = await seeRefinement(ctx, input.demandId);
  const { org } = ctx.actor;
  if (as !== 'team' || org === null) throw new AppError('forbidden');
  if (!org.verified) throw new AppError('organisation_unverified');
  if (!isMatchable(demand.state)) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, demandQuestions, input.key, 'demand.ask');
    if (earlier) return earlier;
    // The demand's row orders its questions, so that the bound holds.
    await tx.db.select({ id: demands.id }).from(demands).where(eq(demands.id, demand.id)).for('update');
    const waiting = and(
      eq(demandQuestions.demandId, demand.id),
      eq(demandQuestions.orgId, org.orgId),
      isNull(demandQuestions.answeredAt),
    );
    if ((await tx.db.$count(demandQuestions, waiting)) >= mostWaiting)
      throw new AppError('invalid', { says: `你单位有 ${mostWaiting} 个问题在等答复，先等等再问。` }, 'body');
    const row = await insertRow(tx, demandQuestions, {
      id,
      demandId: demand.id,
      versionN: demand.versionN,
      orgId: org.orgId,
      askedBy: tx.actor.userId,
      body: input.body,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'demand.ask', subjectType: 'demand', subjectId: demand.id, versionN: demand.versionN });
    const href = `/desk/demands/${demand.id}/questions#q-${id}`;
    await notifyOrganisation(tx, demand.orgId, ['officer'], { kind: 'demand.ask', href });
    return row;
  });
}

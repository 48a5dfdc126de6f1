import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { engagementMachine } from '#app/domain/engagement.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { engagements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import type { Engagement } from './offer-engagement.server.ts';
import { refuseConflict } from './refuse-conflict.server.ts';

/** The broker takes a standing mandate or leaves it; on taking it he declares any relation with the client (转化法 art. 30). */
export async function answerEngagement(
  ctx: ActorContext,
  input: { id: string; accept: boolean; conflictNote: string },
): Promise<Engagement> {
  if (!ctx.actor.isBroker) throw new AppError('forbidden');
  const row = await ownEngagement(ctx, input.id);
  if (row.brokerUserId !== ctx.actor.userId) throw new AppError('not_found');
  if (input.accept && row.endsOn < dayOf(ctx.now())) throw new AppError('state_changed');
  return input.accept
    ? move(ctx, row, 'accept', { conflictNote: input.conflictNote })
    : move(ctx, row, 'decline', { conflictNote: input.conflictNote });
}

/** The client takes an invitation back, or one of the two ends the mandate. Whom the broker introduced stays protected. */
export async function endEngagement(ctx: ActorContext, input: { id: string }): Promise<Engagement> {
  const row = await ownEngagement(ctx, input.id);
  const isBroker = row.brokerUserId === ctx.actor.userId;
  if (!isBroker && !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  if (row.state === 'invited' && isBroker) throw new AppError('state_changed');
  return row.state === 'invited' ? move(ctx, row, 'withdraw') : move(ctx, row, 'end');
}

async function ownEngagement(ctx: ActorContext, id: string): Promise<Engagement> {
  const [row] = await ctx.db.select().from(engagements).where(eq(engagements.id, id));
  if (row === undefined) throw new AppError('not_found');
  const isOurs = row.clientOrgId === ctx.actor.org?.orgId || row.brokerUserId === ctx.actor.userId;
  if (!isOurs) throw new AppError('not_found');
  return row;
}

async function move(
  ctx: ActorContext,
  engagement: Engagement,
  event: 'accept' | 'decline' | 'withdraw' | 'end',
  columns: Partial<Engagement> = {},
): Promise<Engagement> {
  const step = transitionOf(engagementMachine, engagement.state, event);
  if (step === undefined) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const { brokerUserId, clientOrgId } = engagement;
    if (event === 'accept')
      await refuseConflict(tx, brokerUserId, [clientOrgId], '你申报过与委托方的利益关系，不能接受委托。');
    const when = step.to === 'ended' ? { endedAt: tx.now() } : { repliedAt: tx.now() };
    const [row] = await tx.db
      .update(engagements)
      .set({ ...columns, ...when, state: step.to })
      .where(and(eq(engagements.id, engagement.id), eq(engagements.state, engagement.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: `engagement.${event}`, subjectType: 'engagement', subjectId: row.id });
    const kind = `engagement.${event}`;
    await notifyOrganisation(tx, row.clientOrgId, ['officer'], { kind, href: '/desk/brokers' });
    await notifyPeople(tx, [row.brokerUserId], { kind, href: '/desk/mandates#engagements' });
    return row;
  });
}

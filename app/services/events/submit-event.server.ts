import { AppError } from '#app/domain/errors.ts';
import { eventReviewerRoles, mayReviewEvent } from '#app/domain/event-access.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type Event, eventOfficer, moveEvent, ownEvent } from './own-event.server.ts';

/** Hands the event over to whoever answers for secrecy in the unit (保密法 art. 35). */
export async function submitEvent(ctx: ActorContext, input: { id: string }): Promise<Event> {
  if (!eventOfficer(ctx).verified) throw new AppError('organisation_unverified');
  const event = await ownEvent(ctx, input.id);
  if (event.startsAt <= ctx.now()) throw new AppError('invalid', { says: '开始时间已经过去，请先改时间。' });
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvent(tx, event, 'submit', { submittedBy: tx.actor.userId, reviewNote: '' });
    await notifyOrganisation(tx, row.orgId, eventReviewerRoles, {
      kind: 'event.submit',
      params: { title: row.title },
      href: `/desk/events/${row.id}`,
    });
    return row;
  });
}

/** The reviewer of an event: another person of the unit than the one who submitted it. */
export async function reviewedEvent(ctx: ActorContext, id: string): Promise<Event> {
  const event = await ownEvent(ctx, id, mayReviewEvent);
  if (event.submittedBy === ctx.actor.userId) {
    throw new AppError('invalid', { says: '提交人不能审查自己提交的材料，请另一位同事审查。' });
  }
  return event;
}

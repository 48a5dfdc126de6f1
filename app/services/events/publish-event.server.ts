import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearEventFiles } from './clear-event-file.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { type Event, moveEvent } from './own-event.server.ts';
import { planEventDates } from './plan-event-dates.server.ts';
import { reviewedEvent } from './submit-event.server.ts';

/** The reviewer confirms that nothing shown or handed out is classified; the event is public and registration opens. */
export async function publishEvent(ctx: ActorContext, input: { id: string; note: string }): Promise<Event> {
  const event = await reviewedEvent(ctx, input.id);
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  if (event.startsAt <= ctx.now()) throw new AppError('invalid', { says: '开始时间已经过去，请退回修改时间。' });
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvent(tx, event, 'publish', {
      reviewedBy: tx.actor.userId,
      reviewedAt: tx.now(),
      reviewNote: input.note,
      publishedAt: tx.now(),
    });
    await clearEventFiles(tx, row.id);
    await planEventDates(tx, row);
    await notifyPeople(tx, [row.createdBy], {
      kind: 'event.publish',
      params: { title: row.title },
      href: `/desk/events/${row.id}`,
    });
    return row;
  });
}

import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { type Event, moveEvent } from './own-event.server.ts';
import { reviewedEvent } from './submit-event.server.ts';

/** The reviewer sends the material back with what must change. */
export async function returnEvent(ctx: ActorContext, input: { id: string; note: string }): Promise<Event> {
  const event = await reviewedEvent(ctx, input.id);
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvent(tx, event, 'return', { reviewNote: input.note });
    await notifyPeople(tx, [row.createdBy], {
      kind: 'event.return',
      params: { title: row.title },
      href: `/desk/events/${row.id}`,
    });
    return row;
  });
}

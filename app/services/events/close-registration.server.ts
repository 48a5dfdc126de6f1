import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { type Event, moveEvent, ownEvent } from './own-event.server.ts';

/** Ends registration before its day. */
export async function closeRegistration(ctx: ActorContext, input: { id: string }): Promise<Event> {
  const event = await ownEvent(ctx, input.id);
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvent(tx, event, 'close');
    await clearDeadline(tx, 'event.close', row.id);
    return row;
  });
}

import { and, eq, inArray } from 'drizzle-orm';
import { activeStates } from '#app/domain/event-registration.ts';
import { eventRegistrations } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { dropMeetings } from '../meetings/leave-meetings.server.ts';
import { moveEventRegistration } from './move-event-registration.server.ts';
import { type Event, moveEvent, ownEvent } from './own-event.server.ts';
import { dropEventDates } from './plan-event-dates.server.ts';
import { tellAttendees } from './tell-attendees.server.ts';

/** Calls the event off: everybody with a place or in the queue is told why. */
export async function cancelEvent(ctx: ActorContext, input: { id: string; note: string }): Promise<Event> {
  const event = await ownEvent(ctx, input.id);
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvent(tx, event, 'cancel', { cancelReason: input.note });
    await dropEventDates(tx, row.id);
    await dropMeetings(tx, row.id);
    await tellAttendees(tx, row, 'event.cancelled');
    const open = await tx.db
      .select()
      .from(eventRegistrations)
      .where(and(eq(eventRegistrations.eventId, row.id), inArray(eventRegistrations.state, activeStates)))
      .orderBy(eventRegistrations.id);
    for (const registration of open) await moveEventRegistration(tx, registration, 'cancel');
    return row;
  });
}

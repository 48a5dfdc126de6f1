import { eq } from 'drizzle-orm';
import { admittedStates } from '#app/domain/event-registration.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { comingEventStates, eventMachine } from '#app/domain/event.ts';
import { eventRegistrations } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { finishEvent } from './end-event.server.ts';
import { moveEventRegistration } from './move-event-registration.server.ts';
import { moveUp } from './move-up.server.ts';
import { type Event, lockEvent, moveEvent } from './own-event.server.ts';
import { beginEvent } from './start-event.server.ts';
import { tellAttendee, tellAttendees } from './tell-attendees.server.ts';

const acts: Readonly<Record<'close' | 'start' | 'end', (tx: In<Context>, event: Event) => Promise<unknown>>> = {
  close: (tx, event) => moveEvent(tx, event, 'close'),
  start: beginEvent,
  end: finishEvent,
};

/** What an event does by itself when its hour comes. Idempotent: the second sweep finds the step done. */
export const actOnEventDate =
  (date: 'close' | 'start' | 'end') =>
  (ctx: Context, eventId: string): Promise<void> =>
    inTransaction(ctx, async (tx) => {
      const event = await lockEvent(tx, eventId);
      if (transitionOf(eventMachine, event.state, date) !== undefined) await acts[date](tx, event);
      await clearDeadline(tx, `event.${date}`, eventId);
    });

/** Reminds those who are to come, three days and three hours before. */
export const remindAttendees =
  (deadline: 'event.remind_days' | 'event.remind_hours') =>
  (ctx: Context, eventId: string): Promise<void> =>
    inTransaction(ctx, async (tx) => {
      const event = await lockEvent(tx, eventId);
      if (comingEventStates.includes(event.state) && event.startsAt > tx.now()) {
        await tellAttendees(tx, event, deadline === 'event.remind_days' ? 'event.soon' : 'event.now', admittedStates);
      }
      await clearDeadline(tx, deadline, eventId);
    });

/** An offered seat or an invitation was not answered in time: the seats go to the next who waits. */
export function lapseRegistration(ctx: Context, registrationId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(eventRegistrations).where(eq(eventRegistrations.id, registrationId));
    if (row !== undefined && (row.state === 'offered' || row.state === 'invited')) {
      const event = await lockEvent(tx, row.eventId);
      await moveEventRegistration(tx, row, 'lapse');
      await tellAttendee(tx, event, row.id, 'seat.lapse');
      await moveUp(tx, event, row.ticketId);
    }
    await clearDeadline(tx, 'event_registration.reply', registrationId);
  });
}

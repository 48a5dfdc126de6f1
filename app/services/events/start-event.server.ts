import { and, eq, inArray } from 'drizzle-orm';
import { sourcesOf } from '#app/domain/machine.ts';
import { eventRegistrationMachine } from '#app/domain/event-registration.ts';
import { eventRegistrations } from '#db/schema/index.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { moveEventRegistration } from './move-event-registration.server.ts';
import { type Event, moveEvent, ownEvent } from './own-event.server.ts';

/** The organizer begins before the hour. */
export async function startEvent(ctx: ActorContext, input: { id: string }): Promise<Event> {
  const event = await ownEvent(ctx, input.id);
  return inTransaction(ctx, (tx) => beginEvent(tx, event));
}

/** The event begins: who still waits, was not answered or did not confirm has no place any more. */
export async function beginEvent(tx: In<Context>, event: Event): Promise<Event> {
  const row = await moveEvent(tx, event, 'start');
  for (const kind of ['event.close', 'event.start', 'event.remind_days', 'event.remind_hours'] as const) {
    await clearDeadline(tx, kind, row.id);
  }
  const open = await tx.db
    .select()
    .from(eventRegistrations)
    .where(
      and(
        eq(eventRegistrations.eventId, row.id),
        inArray(eventRegistrations.state, sourcesOf(eventRegistrationMachine, 'lapse')),
      ),
    )
    .orderBy(eventRegistrations.id);
  for (const registration of open) await moveEventRegistration(tx, registration, 'lapse');
  return row;
}

import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { comingEventStates } from '#app/domain/event.ts';
import { eventRegistrations, eventTickets } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { moveEventRegistration, takeSeats } from './move-event-registration.server.ts';
import type { Event } from './own-event.server.ts';
import { tellAttendee } from './tell-attendees.server.ts';

/**
 * Gives free seats of a kind to those who wait, the longest first; a party that does not fit lets the next one pass. Each has
 * some hours to confirm, and never longer than until the event begins.
 */
export async function moveUp(tx: In<Context>, event: Event, ticketId: string): Promise<number> {
  if (!comingEventStates.includes(event.state) || event.startsAt <= tx.now()) return 0;
  const [ticket] = await tx.db.select().from(eventTickets).where(eq(eventTickets.id, ticketId)).for('update');
  let free = ticket === undefined ? 0 : ticket.capacity - ticket.taken;
  let moved = 0;
  while (free > 0) {
    const [next] = await tx.db
      .select()
      .from(eventRegistrations)
      .where(
        and(
          eq(eventRegistrations.ticketId, ticketId),
          eq(eventRegistrations.state, 'waitlisted'),
          lte(eventRegistrations.seats, free),
        ),
      )
      .orderBy(asc(eventRegistrations.queuedAt), asc(eventRegistrations.id))
      .limit(1)
      .for('update', { skipLocked: true });
    if (next === undefined || !(await takeSeats(tx, ticketId, next.seats))) break;
    free -= next.seats;
    const due = new Date(tx.now().getTime() + event.offerHours * 3_600_000);
    const replyDueAt = due < event.startsAt ? due : event.startsAt;
    await moveEventRegistration(tx, next, 'offer', { replyDueAt });
    await setDeadline(tx, { kind: 'event_registration.reply', subjectId: next.id, orgId: null, dueAt: replyDueAt });
    await tellAttendee(tx, event, next.id, 'seat.offer', replyDueAt);
    moved += 1;
  }
  return moved;
}

/** How many wait for a kind before this one. */
export const waitingBefore = sql<number>`(
  select count(*)::int from event_registrations w where w.ticket_id = ${eventRegistrations.ticketId}
    and w.state = 'waitlisted' and (w.queued_at, w.id) < (${eventRegistrations.queuedAt}, ${eventRegistrations.id}))`;

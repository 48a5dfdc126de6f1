import { and, eq, isNull, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { admittedStates, eventRegistrationMachine, seatedStates } from '#app/domain/event-registration.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { eventRegistrations, eventTickets } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { leaveMeetings } from '../meetings/leave-meetings.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';

export type Registration = typeof eventRegistrations.$inferSelect;

/** Takes seats of a kind if they are there. One statement under the row's lock: no rush oversells. */
export async function takeSeats(tx: In<Context>, ticketId: string, seats: number): Promise<boolean> {
  const rows = await tx.db
    .update(eventTickets)
    .set({ taken: sql`${eventTickets.taken} + ${seats}` })
    .where(and(eq(eventTickets.id, ticketId), sql`${eventTickets.taken} + ${seats} <= ${eventTickets.capacity}`))
    .returning({ id: eventTickets.id });
  return rows.length === 1;
}

/**
 * One step of a registration's machine; its seats are given back when it leaves the states that hold them. The kind's row
 * is locked first, everywhere in this order. A lost race is `state_changed`, and so is the step of somebody who was let in
 * meanwhile where it is only for those who are not here.
 */
export async function moveEventRegistration(
  tx: In<Context>,
  registration: Pick<Registration, 'id' | 'state' | 'ticketId' | 'seats'>,
  word: string,
  columns: Partial<Registration> = {},
  { unlessHere = false } = {},
): Promise<Registration> {
  const to = transitionOf(eventRegistrationMachine, registration.state, word)?.to;
  if (to === undefined) throw new AppError('state_changed');
  const gives = seatedStates.includes(registration.state) && !seatedStates.includes(to);
  if (gives) {
    await tx.db
      .update(eventTickets)
      .set({ taken: sql`${eventTickets.taken} - ${registration.seats}` })
      .where(eq(eventTickets.id, registration.ticketId));
  }
  const [row] = await tx.db
    .update(eventRegistrations)
    .set({ replyDueAt: null, ...columns, state: to, updatedAt: tx.now() })
    .where(
      and(
        eq(eventRegistrations.id, registration.id),
        eq(eventRegistrations.state, registration.state),
        unlessHere ? isNull(eventRegistrations.checkedInAt) : undefined,
      ),
    )
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  if (registration.state === 'offered' || registration.state === 'invited') {
    await clearDeadline(tx, 'event_registration.reply', row.id);
  }
  if (admittedStates.includes(registration.state) && !admittedStates.includes(to)) await leaveMeetings(tx, row);
  await audit(tx, { deed: `event_registration.${word}`, subjectType: 'event_registration', subjectId: row.id });
  return row;
}

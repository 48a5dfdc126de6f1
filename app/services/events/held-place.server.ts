import { and, eq, inArray, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { activeStates, seatedStates } from '#app/domain/event-registration.ts';
import { eventAttendees, eventRegistrations, users } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { type Registration, takeSeats } from './move-event-registration.server.ts';
import type { Event } from './own-event.server.ts';
import { type Attendee, attendeeColumns } from './store-registration.server.ts';

/**
 * A place that his unit or the organizer holds for his own number becomes his, with what he says of himself: he does not take a
 * second seat. Who comes along needs seats of the same kind.
 */
export async function heldPlace(tx: In<ActorContext>, event: Event, input: Attendee): Promise<Registration | null> {
  const [own] = await tx.db.select({ phone: users.phoneNumber }).from(users).where(eq(users.id, tx.actor.userId));
  if (!own?.phone) return null;
  const [held] = await tx.db
    .select({ id: eventRegistrations.id, ticketId: eventRegistrations.ticketId, state: eventRegistrations.state })
    .from(eventAttendees)
    .innerJoin(eventRegistrations, eq(eventRegistrations.id, eventAttendees.registrationId))
    .where(
      and(
        eq(eventAttendees.eventId, event.id),
        eq(eventAttendees.phone, own.phone),
        isNull(eventRegistrations.userId),
        inArray(eventRegistrations.state, activeStates),
      ),
    )
    .limit(1);
  if (held === undefined) return null;
  const companions = input.companions ?? [];
  const needsSeats = companions.length > 0 && seatedStates.includes(held.state);
  if (needsSeats && !(await takeSeats(tx, held.ticketId, companions.length))) {
    throw new AppError('invalid', { says: '单位已为你留了席位，随行人员的席位不够了。' }, 'companions');
  }
  const [row] = await tx.db
    .update(eventRegistrations)
    .set({ userId: tx.actor.userId, seats: 1 + companions.length, updatedAt: tx.now() })
    .where(
      and(
        eq(eventRegistrations.id, held.id),
        eq(eventRegistrations.state, held.state),
        isNull(eventRegistrations.userId),
      ),
    )
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await tx.db
    .update(eventAttendees)
    .set(attendeeColumns(event, input))
    .where(eq(eventAttendees.registrationId, row.id));
  return row;
}

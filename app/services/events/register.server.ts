import { and, eq, inArray } from 'drizzle-orm';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { answerFaults } from '#app/domain/event-form.ts';
import { activeStates, eventRegistrationMachine } from '#app/domain/event-registration.ts';
import type { AttendeeMessage } from '#app/domain/event-messages.ts';
import { nextState } from '#app/domain/machine.ts';
import { eventRegistrations, events, eventTickets, meetingPeople } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { heldPlace } from './held-place.server.ts';
import { type Registration, takeSeats } from './move-event-registration.server.ts';
import type { Event } from './own-event.server.ts';
import { type Attendee, storeRegistration } from './store-registration.server.ts';
import { tellAttendee } from './tell-attendees.server.ts';

export interface Register extends Attendee {
  readonly eventId: string;
  readonly ticketId: string;
  /** He takes part in one-to-one meetings and lets the other participants see name, unit and post. */
  readonly meets?: boolean;
  readonly key?: string | undefined;
}

const again = '你已经报过名，在「我的报名」里可以查看或取消。';

/** Every registration sends a message to the number it names: nobody sends more than these for one event. */
const mostTimes = 5;

/** A person registers himself. Seats are taken in one statement; when they are gone he joins the waiting list. */
export async function register(ctx: ActorContext, input: Register): Promise<Registration> {
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, earlier } = await onceRow(tx, eventRegistrations, input.key, 'event.register');
      if (earlier) return earlier;
      const event = await openEvent(tx, input.eventId);
      checkAttendee(event, input);
      const own = and(
        eq(eventRegistrations.eventId, event.id),
        eq(eventRegistrations.userId, tx.actor.userId),
        inArray(eventRegistrations.state, activeStates),
      );
      if ((await tx.db.$count(eventRegistrations, own)) > 0) throw new AppError('duplicate', { says: again });
      const all = and(eq(eventRegistrations.eventId, event.id), eq(eventRegistrations.userId, tx.actor.userId));
      if ((await tx.db.$count(eventRegistrations, all)) >= mostTimes) {
        throw new AppError('rate_limited', { says: '你已多次报名又取消本场活动，请联系组织方。' });
      }
      const row =
        (await heldPlace(tx, event, input)) ??
        (await seatAttendee(tx, event, { ...input, id, userId: tx.actor.userId }));
      if (input.meets)
        await tx.db
          .insert(meetingPeople)
          .values({ registrationId: row.id, eventId: event.id, takesPart: true, awaySlots: [] })
          .onConflictDoNothing();
      return row;
    },
    () => new AppError('duplicate', { says: again }),
  );
}

/** An event that takes registrations now. Its row is shared, so that closing waits for those under way. */
export async function openEvent(tx: In<ActorContext>, id: string): Promise<Event> {
  const [event] = await tx.db.select().from(events).where(eq(events.id, id)).for('share');
  if (event === undefined || event.state === 'draft' || event.state === 'review') throw new AppError('not_found');
  if (event.state !== 'published' || event.registrationEndsAt <= tx.now()) {
    throw new AppError('invalid', { says: '报名已经截止。' });
  }
  return event;
}

function checkAttendee(event: Event, input: Attendee): void {
  refuseFaults(answerFaults(event.questions, input.answers ?? {}));
  if ((input.companions?.length ?? 0) > event.companionsMax) {
    throw new AppError('invalid', { says: `每人最多带 ${event.companionsMax} 位随行` }, 'companions');
  }
}

const told = {
  registered: 'seat.done',
  pending: 'seat.pending',
  waitlisted: 'seat.wait',
} as const;

/** Seats one person, puts him before the organizer, or into the waiting list, by what the kind asks for and has left. */
export async function seatAttendee(
  tx: In<ActorContext>,
  event: Event,
  input: Attendee & { id: string; ticketId: string; userId: string | null },
): Promise<Registration> {
  const [ticket] = await tx.db
    .select()
    .from(eventTickets)
    .where(and(eq(eventTickets.id, input.ticketId), eq(eventTickets.eventId, event.id)));
  if (ticket === undefined || ticket.isInviteOnly) throw new AppError('invalid', { says: '请选参会身份' }, 'ticketId');
  const seats = 1 + (input.companions?.length ?? 0);
  if (seats > ticket.capacity) throw new AppError('invalid', { says: '人数超过这类名额' }, 'companions');
  const isSeated = await takeSeats(tx, ticket.id, seats);
  const step = !isSeated ? 'wait' : ticket.needsApproval ? 'hold' : 'seat';
  const state = nextState(eventRegistrationMachine, eventRegistrationMachine.initial, step);
  const row = await storeRegistration(tx, event, { ...input, ticketId: ticket.id, seats, state });
  const kind: AttendeeMessage = told[state as keyof typeof told];
  await tellAttendee(tx, event, row.id, kind);
  return row;
}

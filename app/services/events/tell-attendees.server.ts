import { and, eq, inArray } from 'drizzle-orm';
import { formatInstant } from '#app/domain/days.ts';
import { activeStates } from '#app/domain/event-registration.ts';
import { attendeeMessage, type AttendeeMessage, ticketMessages } from '#app/domain/event-messages.ts';
import { eventAttendees, eventRegistrations, notices, outbox } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import type { Event } from './own-event.server.ts';
import { ticketSigner } from './ticket-code.server.ts';

type Told = Pick<Event, 'id' | 'no' | 'title' | 'startsAt' | 'endsAt' | 'venue' | 'cancelReason'>;

/** Tells one registered person: a line on his desk, and an SMS, or mail where he gave an address. */
export async function tellAttendee(
  tx: In<Context>,
  event: Told,
  registrationId: string,
  kind: AttendeeMessage,
  until: Date | null = null,
): Promise<void> {
  await tell(tx, event, kind, until, eq(eventRegistrations.id, registrationId));
}

/** The same for many at once. */
export async function tellThese(
  tx: In<Context>,
  event: Told,
  registrationIds: readonly string[],
  kind: AttendeeMessage,
  until: Date | null = null,
): Promise<void> {
  if (registrationIds.length === 0) return;
  await tell(tx, event, kind, until, inArray(eventRegistrations.id, [...registrationIds]));
}

/** Tells everybody who has or waits for a place. */
export async function tellAttendees(
  tx: In<Context>,
  event: Told,
  kind: AttendeeMessage,
  states: readonly (typeof activeStates)[number][] = activeStates,
): Promise<number> {
  const where = and(eq(eventRegistrations.eventId, event.id), inArray(eventRegistrations.state, [...states]));
  return tell(tx, event, kind, null, where);
}

async function tell(
  tx: In<Context>,
  event: Told,
  kind: AttendeeMessage,
  until: Date | null,
  where: ReturnType<typeof and>,
): Promise<number> {
  const people = await tx.db
    .select({ registration: eventRegistrations, attendee: eventAttendees })
    .from(eventRegistrations)
    .innerJoin(eventAttendees, eq(eventAttendees.registrationId, eventRegistrations.id))
    .where(where);
  if (people.length === 0) return 0;
  const codeOf = await ticketSigner(tx, event.id);
  const lines = people.map(({ registration, attendee }) => {
    const code = codeOf(registration);
    const { subject, body } = attendeeMessage(
      kind,
      { ...event, when: formatInstant(event.startsAt) },
      {
        name: attendee.name,
        until: until === null ? '' : formatInstant(until),
      },
    );
    const isMail = attendee.email !== '';
    return {
      channel: isMail ? ('mail' as const) : ('sms' as const),
      recipient: isMail ? attendee.email : attendee.phone,
      subject,
      body,
      link: `/tickets/${code}`,
      qr: registration.state === 'registered' && ticketMessages.includes(kind) ? code : null,
      createdAt: tx.now(),
    };
  });
  await tx.db.insert(outbox).values(lines);
  const own = people.flatMap(({ registration }) =>
    registration.userId === null || registration.userId === tx.actor?.userId
      ? []
      : [
          {
            userId: registration.userId,
            kind,
            params: { title: event.title },
            href: `/events/${event.no}`,
            createdAt: tx.now(),
          },
        ],
  );
  if (own.length > 0) await tx.db.insert(notices).values(own);
  return people.length;
}

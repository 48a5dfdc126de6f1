import { eq, sql } from 'drizzle-orm';
import type { DoorList } from '#app/domain/door-list.ts';
import { admittedStates } from '#app/domain/event-registration.ts';
import { eventAttendees, eventRegistrations, eventTickets, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Event } from './own-event.server.ts';
import { publicTicketKey } from './ticket-code.server.ts';

/** How long after the end a phone may keep the names: for who packs up late and sends what it gathered. */
const keepMs = 24 * 3_600_000;

/** Place on the paper list: by registration over all there ever were, so that a printed list stays true. */
export const listNumber =
  sql<number>`row_number() over (order by ${eventRegistrations.createdAt}, ${eventRegistrations.id})`.mapWith(Number);

/** What a helper's phone needs to work without the network, and no more. */
export async function doorList(ctx: Context, event: Event, door: string): Promise<DoorList> {
  const [rows, publicKey] = await Promise.all([
    ctx.db
      .select({
        registration: eventRegistrations,
        n: listNumber,
        name: eventAttendees.name,
        unit: sql<string>`coalesce(${organisations.name}, ${eventAttendees.unit})`,
        tail: sql<string>`right(${eventAttendees.phone}, 4)`,
        kind: eventTickets.kind,
      })
      .from(eventRegistrations)
      .innerJoin(eventAttendees, eq(eventAttendees.registrationId, eventRegistrations.id))
      .innerJoin(eventTickets, eq(eventTickets.id, eventRegistrations.ticketId))
      .leftJoin(organisations, eq(organisations.id, eventRegistrations.orgId))
      .where(eq(eventRegistrations.eventId, event.id))
      .orderBy(eventRegistrations.createdAt, eventRegistrations.id),
    publicTicketKey(ctx, event.id),
  ]);
  return {
    title: event.title,
    door,
    madeAt: ctx.now().getTime(),
    eraseAt: event.endsAt.getTime() + keepMs,
    publicKey,
    people: rows
      .filter(({ registration }) => admittedStates.includes(registration.state))
      .map(({ registration, n, name, unit, tail, kind }) => ({
        id: registration.id,
        n,
        name,
        unit,
        kind,
        tail,
        seats: registration.seats,
        serial: registration.ticketSerial,
        inAt: registration.checkedInAt?.getTime() ?? null,
        outAt: registration.checkedOutAt?.getTime() ?? null,
      })),
  };
}

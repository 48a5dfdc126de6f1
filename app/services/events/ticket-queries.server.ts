import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { readTicketCode } from '#app/domain/ticket-code.ts';
import {
  eventAttendees,
  eventFeedback,
  eventRegistrations,
  events,
  eventTickets,
  organisations,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { openTicket } from './ticket-code.server.ts';
import { waitingBefore } from './move-up.server.ts';

/** A registration by its signed ticket: whoever holds it acts for the person, with or without an account. */
export async function getTicket(ctx: Context, code: string) {
  const named = readTicketCode(code);
  if (named === null || named.use !== 'ticket') throw new AppError('not_found');
  const [row] = await ctx.db
    .select({
      registration: eventRegistrations,
      attendee: eventAttendees,
      event: events,
      kind: eventTickets.kind,
      orgName: organisations.name,
      before: waitingBefore,
    })
    .from(eventRegistrations)
    .innerJoin(eventAttendees, eq(eventAttendees.registrationId, eventRegistrations.id))
    .innerJoin(eventTickets, eq(eventTickets.id, eventRegistrations.ticketId))
    .innerJoin(events, eq(events.id, eventRegistrations.eventId))
    .innerJoin(organisations, eq(organisations.id, events.orgId))
    .where(eq(eventRegistrations.id, named.registrationId));
  if (row === undefined || row.registration.ticketSerial !== named.serial) throw new AppError('not_found');
  if ((await openTicket(ctx, row.event.id, code)) === null) throw new AppError('not_found');
  const marks = await ctx.db.$count(eventFeedback, eq(eventFeedback.registrationId, row.registration.id));
  return { ...row, hasMarked: marks > 0 };
}

import { and, asc, eq, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { containing } from '#db/like-pattern.ts';
import { eventAttendees, eventRegistrations, eventTickets } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { seenEvent } from './desk-queries.server.ts';

/** Who registered, for the organizer: names and numbers are his to see and nobody else's. */
export async function listAttendees(ctx: ActorContext, id: string, words = '') {
  const event = await seenEvent(ctx, id);
  if (event.orgId !== ctx.actor.org?.orgId || !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  const rows = await ctx.db
    .select({ registration: eventRegistrations, attendee: eventAttendees, kind: eventTickets.kind })
    .from(eventRegistrations)
    .innerJoin(eventAttendees, eq(eventAttendees.registrationId, eventRegistrations.id))
    .innerJoin(eventTickets, eq(eventTickets.id, eventRegistrations.ticketId))
    .where(
      and(
        eq(eventRegistrations.eventId, id),
        words === ''
          ? undefined
          : sql`(${eventAttendees.name} || ' ' || ${eventAttendees.phone} || ' ' || ${eventAttendees.unit}) ilike ${containing(words)}`,
      ),
    )
    .orderBy(asc(eventTickets.createdAt), asc(eventRegistrations.createdAt))
    .limit(3000);
  return { event, rows };
}

/** What guests asked for in their replies (参会回执), for the kitchen and the hotel. */
export async function replyCounts(ctx: ActorContext, eventId: string): Promise<{ meals: number; lodging: number }> {
  const event = await seenEvent(ctx, eventId);
  const [row] = await ctx.db
    .select({
      meals: sql<number>`count(*) filter (where ${eventRegistrations.reply}->>'meals' = 'true')::int`,
      lodging: sql<number>`count(*) filter (where ${eventRegistrations.reply}->>'lodging' = 'true')::int`,
    })
    .from(eventRegistrations)
    .where(and(eq(eventRegistrations.eventId, event.id), eq(eventRegistrations.state, 'registered')));
  return row ?? { meals: 0, lodging: 0 };
}

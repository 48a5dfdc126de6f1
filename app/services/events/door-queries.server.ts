import { and, desc, eq, ne, sql } from 'drizzle-orm';
import { eventAttendees, eventCheckIns, eventStewards, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { ownEvent } from './own-event.server.ts';

const conflictsShown = 50;

/** Scans that did not simply let in, the newest first: who, where, and when somebody else had done it. */
export async function listConflicts(ctx: ActorContext, eventId: string) {
  const event = await ownEvent(ctx, eventId);
  const earlier = sql<Date | null>`(
    select min(f.at) from event_check_ins f where f.registration_id = event_check_ins.registration_id
      and f.deed = 'in' and f.outcome = 'done')`.mapWith(eventCheckIns.at);
  return ctx.db
    .select({
      id: eventCheckIns.id,
      name: sql<string>`coalesce(${eventAttendees.name}, '（已删除）')`,
      deed: eventCheckIns.deed,
      outcome: eventCheckIns.outcome,
      at: eventCheckIns.at,
      receivedAt: eventCheckIns.receivedAt,
      by: sql<string>`coalesce(${eventStewards.label}, ${users.name}, '现场码')`,
      earlier,
    })
    .from(eventCheckIns)
    .leftJoin(eventAttendees, eq(eventAttendees.registrationId, eventCheckIns.registrationId))
    .leftJoin(eventStewards, eq(eventStewards.id, eventCheckIns.stewardId))
    .leftJoin(users, eq(users.id, eventCheckIns.userId))
    .where(and(eq(eventCheckIns.eventId, event.id), ne(eventCheckIns.outcome, 'done')))
    .orderBy(desc(eventCheckIns.receivedAt), desc(eventCheckIns.id))
    .limit(conflictsShown);
}

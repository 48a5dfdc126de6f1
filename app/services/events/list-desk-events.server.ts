import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { answersForEvent, mayConfirmEvent, runsEvents } from '#app/domain/event-access.ts';
import { comingEventStates, type EventState } from '#app/domain/event.ts';
import { achievements, demands, eventItems, eventRegistrations, events, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { itemRoles } from './answer-item.server.ts';
import { subjectNo, subjectTitle } from './desk-queries.server.ts';

/** The unit's own events, and those of its region for a department. */
export async function listDeskEvents(ctx: ActorContext, state: EventState | null) {
  const { org } = ctx.actor;
  if (org === null) return { own: [], toConfirm: [], asked: [], registrations: [] };
  const own = runsEvents(org.kind)
    ? await ctx.db
        .select({
          id: events.id,
          no: events.no,
          title: events.title,
          kind: events.kind,
          state: events.state,
          startsAt: events.startsAt,
          // Named in full: in a select from one table alone a column stands without its table's name.
          taken: sql<number>`(select coalesce(sum(t.taken), 0)::int from event_tickets t where t.event_id = events.id)`,
          capacity: sql<number>`(select coalesce(sum(t.capacity), 0)::int from event_tickets t where t.event_id = events.id)`,
        })
        .from(events)
        .where(and(eq(events.orgId, org.orgId), state === null ? undefined : eq(events.state, state)))
        .orderBy(desc(events.startsAt), desc(events.id))
        .limit(200)
    : [];
  const reported = mayConfirmEvent(ctx.actor)
    ? await ctx.db
        .select({
          id: events.id,
          no: events.no,
          title: events.title,
          state: events.state,
          startsAt: events.startsAt,
          orgId: events.orgId,
          regionCode: events.regionCode,
          orgName: organisations.name,
        })
        .from(events)
        .innerJoin(organisations, eq(organisations.id, events.orgId))
        .where(eq(events.state, 'reported'))
        .orderBy(asc(events.startsAt))
        .limit(500)
    : [];
  return {
    own,
    toConfirm: reported.filter((event) => answersForEvent(ctx.actor, event)),
    asked: await listAskedItems(ctx, org.orgId),
    registrations: await listOwnRegistrations(ctx),
  };
}

/** Places on programmes that the unit was asked for or asked for itself. */
async function listAskedItems(ctx: ActorContext, orgId: string) {
  const rows = await ctx.db
    .select({ item: eventItems, no: subjectNo, title: subjectTitle, event: events })
    .from(eventItems)
    .innerJoin(events, eq(events.id, eventItems.eventId))
    .leftJoin(achievements, eq(achievements.id, eventItems.achievementId))
    .leftJoin(demands, eq(demands.id, eventItems.demandId))
    .where(and(eq(eventItems.orgId, orgId), inArray(eventItems.state, ['proposed', 'accepted'])))
    .orderBy(desc(eventItems.createdAt))
    .limit(50);
  return rows.map(({ item, no, title, event }) => ({
    id: item.id,
    state: item.state,
    note: item.note,
    askedBySide: item.askedBySide,
    no,
    title,
    eventNo: event.no,
    eventTitle: event.title,
    startsAt: event.startsAt,
    presenter: item.presenter,
    isComing: comingEventStates.includes(event.state),
    roles: itemRoles(orgId, item, event.orgId),
  }));
}

/** The person's own registrations, the next event first. */
export async function listOwnRegistrations(ctx: ActorContext) {
  return ctx.db
    .select({
      id: eventRegistrations.id,
      ticketSerial: eventRegistrations.ticketSerial,
      state: eventRegistrations.state,
      replyDueAt: eventRegistrations.replyDueAt,
      eventId: events.id,
      eventNo: events.no,
      title: events.title,
      startsAt: events.startsAt,
      venue: events.venue,
    })
    .from(eventRegistrations)
    .innerJoin(events, eq(events.id, eventRegistrations.eventId))
    .where(eq(eventRegistrations.userId, ctx.actor.userId))
    .orderBy(desc(events.startsAt))
    .limit(50);
}

import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { answersForEvent, mayConfirmEvent, mayReviewEvent, runsEvents } from '#app/domain/event-access.ts';
import { comingEventStates, type EventState } from '#app/domain/event.ts';
import { AppError } from '#app/domain/errors.ts';
import { containing } from '#db/like-pattern.ts';
import {
  achievements,
  demands,
  demandVersions,
  eventAttendees,
  eventFeedback,
  eventFiles,
  eventItems,
  eventRegistrations,
  eventReports,
  events,
  eventSessions,
  eventSpeakers,
  eventStewards,
  eventTasks,
  eventTickets,
  files,
  organisations,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { itemRoles } from './answer-item.server.ts';
import { sealedFileStates } from './keep-event-file.server.ts';
import type { Event } from './own-event.server.ts';

/** Everybody at the unit that runs events reads them; roles decide what they may do. */
export async function seenEvent(ctx: ActorContext, id: string): Promise<Event> {
  const { org } = ctx.actor;
  if (org === null) throw new AppError('not_found');
  const [event] = await ctx.db.select().from(events).where(eq(events.id, id));
  if (event === undefined) throw new AppError('not_found');
  if (event.orgId === org.orgId && runsEvents(org.kind)) return event;
  const isReported = event.state === 'reported' || event.state === 'closed' || event.state === 'held';
  if (isReported && mayConfirmEvent(ctx.actor) && answersForEvent(ctx.actor, event)) return event;
  throw new AppError('not_found');
}

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

const subjectNo = sql<string>`coalesce(${achievements.no}, ${demands.no})`;
const subjectTitle = sql<string>`coalesce(${achievements.name}, ${demands.title})`;

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

/** An event as its organizer works on it. */
export async function getDeskEvent(ctx: ActorContext, id: string) {
  const event = await seenEvent(ctx, id);
  const orgId = ctx.actor.org?.orgId;
  const isOwn = event.orgId === orgId;
  const [tickets, sessions, speakers, items, stewards, papers, reports, tasks, [feedback], [org]] = await Promise.all([
    ctx.db.select().from(eventTickets).where(eq(eventTickets.eventId, id)).orderBy(asc(eventTickets.createdAt)),
    ctx.db.select().from(eventSessions).where(eq(eventSessions.eventId, id)).orderBy(asc(eventSessions.startsAt)),
    isOwn
      ? ctx.db
          .select({ speaker: eventSpeakers })
          .from(eventSpeakers)
          .innerJoin(eventSessions, eq(eventSessions.id, eventSpeakers.sessionId))
          .where(eq(eventSessions.eventId, id))
          .orderBy(asc(eventSpeakers.createdAt))
      : [],
    ctx.db
      .select({
        item: eventItems,
        no: subjectNo,
        title: subjectTitle,
        orgName: organisations.name,
        isAnonymous: sql<boolean>`coalesce(${demandVersions.data}->>'confidentiality' = 'anonymous', false)`,
      })
      .from(eventItems)
      .innerJoin(organisations, eq(organisations.id, eventItems.orgId))
      .leftJoin(achievements, eq(achievements.id, eventItems.achievementId))
      .leftJoin(demands, eq(demands.id, eventItems.demandId))
      .leftJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
      .where(eq(eventItems.eventId, id))
      .orderBy(asc(eventItems.position)),
    isOwn
      ? ctx.db
          .select({ id: eventStewards.id, label: eventStewards.label, revokedAt: eventStewards.revokedAt })
          .from(eventStewards)
          .where(eq(eventStewards.eventId, id))
          .orderBy(asc(eventStewards.createdAt))
      : [],
    ctx.db
      .select({
        rowId: eventFiles.id,
        id: eventFiles.fileId,
        kind: eventFiles.kind,
        name: files.name,
        clearedAt: eventFiles.clearedAt,
        isOwnUpload: eq(files.uploadedBy, ctx.actor.userId).mapWith(Boolean),
      })
      .from(eventFiles)
      .innerJoin(files, eq(files.id, eventFiles.fileId))
      .where(eq(eventFiles.eventId, id))
      .orderBy(asc(eventFiles.createdAt)),
    // Without the figures as handed in: their sums would tell a single contract's price.
    ctx.db
      .select({
        summary: eventReports.summary,
        returnNote: eventReports.returnNote,
        submittedAt: eventReports.submittedAt,
        decidedAt: eventReports.decidedAt,
        isCounted: eventReports.isCounted,
      })
      .from(eventReports)
      .where(eq(eventReports.eventId, id)),
    isOwn ? ctx.db.select().from(eventTasks).where(eq(eventTasks.eventId, id)).orderBy(asc(eventTasks.dueOn)) : [],
    ctx.db
      .select({
        n: sql<number>`count(*)::int`,
        overall: sql<string | null>`round(avg(${eventFeedback.overall}), 1)::text`,
      })
      .from(eventFeedback)
      .where(eq(eventFeedback.eventId, id)),
    ctx.db.select({ name: organisations.name }).from(organisations).where(eq(organisations.id, event.orgId)),
  ]);
  const isOfficer = isOwn && hasRole(ctx.actor, 'officer');
  return {
    event,
    orgName: org?.name ?? '',
    tickets,
    sessions,
    speakers: speakers.map(({ speaker }) => speaker),
    items: items.map(({ item, no, title, orgName, isAnonymous }) => {
      // Who asks for an anonymous demand learns whose it is by the owner's yes, not by asking; a department never does.
      const isNamed = !isAnonymous || (isOwn && (item.askedBySide === 'owner' || item.state === 'accepted'));
      const { id: row, state, askedBySide, note, declaredAt, sessionId, minutes, position, presenter } = item;
      const place = { sessionId, minutes, position, presenter };
      return { id: row, no, title, orgName: isNamed ? orgName : null, state, askedBySide, note, declaredAt, ...place };
    }),
    stewards,
    papers,
    mayKeepFiles: isOfficer && !sealedFileStates.includes(event.state),
    mayClearFiles: isOwn && mayReviewEvent(ctx.actor) && event.publishedAt !== null,
    report: reports[0] ?? null,
    tasks,
    feedback: feedback ?? { n: 0, overall: null },
    isOwn,
    roles: [
      ...(isOfficer ? (['organizer'] as const) : []),
      ...(isOwn && mayReviewEvent(ctx.actor) && event.submittedBy !== ctx.actor.userId ? (['reviewer'] as const) : []),
      ...(mayConfirmEvent(ctx.actor) && answersForEvent(ctx.actor, event) ? (['authority'] as const) : []),
    ],
  };
}

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

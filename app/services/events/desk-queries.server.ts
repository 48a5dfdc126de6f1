import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { answersForEvent, mayConfirmEvent, mayReviewEvent, runsEvents } from '#app/domain/event-access.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  achievements,
  demands,
  demandVersions,
  eventFeedback,
  eventFiles,
  eventItems,
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

/** Number and name of what an item shows. */
export const subjectNo = sql<string>`coalesce(${achievements.no}, ${demands.no})`;
export const subjectTitle = sql<string>`coalesce(${achievements.name}, ${demands.title})`;

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
        audience: eventFiles.audience,
        about: sql<string | null>`coalesce(${achievements.no}, ${demands.no})`,
        isOwnUpload: eq(files.uploadedBy, ctx.actor.userId).mapWith(Boolean),
      })
      .from(eventFiles)
      .innerJoin(files, eq(files.id, eventFiles.fileId))
      .leftJoin(eventItems, eq(eventItems.id, eventFiles.itemId))
      .leftJoin(achievements, eq(achievements.id, eventItems.achievementId))
      .leftJoin(demands, eq(demands.id, eventItems.demandId))
      // Slides belong to who shows them: a department reads those that are for everybody on the event's page.
      .where(and(eq(eventFiles.eventId, id), isOwn ? undefined : ne(eventFiles.kind, 'slides')))
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

import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { publicDemandStates } from '#app/domain/demand.ts';
import {
  achievements,
  demands,
  demandVersions,
  eventItems,
  eventSessions,
  eventSpeakers,
  organisations,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The programme: sessions with speakers, whose names stand only where they agreed, and what is presented. */
export async function programmeOf(ctx: Pick<Context, 'db'>, eventId: string) {
  const [sessions, speakers, items] = await Promise.all([
    ctx.db
      .select()
      .from(eventSessions)
      .where(eq(eventSessions.eventId, eventId))
      .orderBy(asc(eventSessions.startsAt), asc(eventSessions.id)),
    ctx.db
      .select({
        id: eventSpeakers.id,
        sessionId: eventSpeakers.sessionId,
        name: sql<
          string | null
        >`case when ${eventSpeakers.consentedAt} is null then null else ${eventSpeakers.name} end`,
        post: eventSpeakers.post,
        unit: eventSpeakers.unit,
        withdrawnAt: eventSpeakers.withdrawnAt,
      })
      .from(eventSpeakers)
      .innerJoin(eventSessions, eq(eventSessions.id, eventSpeakers.sessionId))
      .where(eq(eventSessions.eventId, eventId))
      .orderBy(asc(eventSpeakers.createdAt)),
    ctx.db
      .select({
        id: eventItems.id,
        kind: eventItems.kind,
        sessionId: eventItems.sessionId,
        minutes: eventItems.minutes,
        presenter: eventItems.presenter,
        no: sql<string>`coalesce(${achievements.no}, ${demands.no})`,
        title: sql<string>`coalesce(${achievements.name}, ${demands.title})`,
        orgName: sql<
          string | null
        >`case when ${demandVersions.data}->>'confidentiality' = 'anonymous' then null else ${organisations.name} end`,
      })
      .from(eventItems)
      .innerJoin(organisations, eq(organisations.id, eventItems.orgId))
      .leftJoin(achievements, eq(achievements.id, eventItems.achievementId))
      .leftJoin(demands, eq(demands.id, eventItems.demandId))
      .leftJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
      .where(
        and(
          eq(eventItems.eventId, eventId),
          eq(eventItems.state, 'accepted'),
          // What was taken back since, or is for chosen units only by now, is no longer shown.
          or(
            eq(achievements.state, 'published'),
            and(
              inArray(demands.state, publicDemandStates),
              sql`${demandVersions.data}->>'confidentiality' <> 'targeted'`,
            ),
          ),
        ),
      )
      .orderBy(asc(eventItems.position), asc(eventItems.createdAt)),
  ]);
  return {
    sessions: sessions.map(({ id, title, note, room, startsAt, endsAt }) => ({
      id,
      title,
      note,
      room,
      startsAt,
      endsAt,
      speakers: speakers.filter((one) => one.sessionId === id && one.withdrawnAt === null),
    })),
    items,
  };
}

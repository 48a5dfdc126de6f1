import { and, asc, eq, gt } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { TicketKind } from '#app/domain/event-registration.ts';
import { register } from '#app/services/events/register.server.ts';
import { answerMeeting } from '#app/services/meetings/answer-meeting.server.ts';
import { askMeeting } from '#app/services/meetings/ask-meeting.server.ts';
import { publishSchedule } from '#app/services/meetings/publish-schedule.server.ts';
import { runSchedule } from '#app/services/meetings/run-schedule.server.ts';
import { saveMeetingPlan } from '#app/services/meetings/save-meeting-plan.server.ts';
import { suggestMeetings } from '#app/services/meetings/suggest-meetings.server.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { eventRegistrations, events, eventTickets, meetingPeople, meetingRuns } from '#db/schema/index.ts';
import type { DemoWorld } from './demo-world.ts';
import { asActor } from './make.ts';

const minute = 60_000;

/** One-to-one meetings of the coming salon: officers of units said that they may be met, some asked, a schedule is published. */
export async function seedMeetings(present: Context, world: DemoWorld): Promise<void> {
  // This morning: all of the demo world is told before now.
  const ctx = { ...present, now: () => new Date(present.now().getTime() - 6 * 60 * minute) };
  const db = ctx.db as Database;
  const [event] = await db
    .select()
    .from(events)
    .where(and(eq(events.kind, 'salon'), eq(events.state, 'published'), gt(events.startsAt, ctx.now())))
    .orderBy(asc(events.startsAt))
    .limit(1);
  const organizer = world.people.get('shiguang-officer');
  if (event === undefined || organizer === undefined) return;
  const desk = await asActor(ctx, organizer);
  const tickets = await db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id));
  const ticketOf = (kind: TicketKind) => tickets.find((ticket) => ticket.kind === kind)?.id;
  const guests: { ctx: ActorContext; seatId: string; kind: TicketKind }[] = [];
  for (const [orgKey, person] of world.officers) {
    const org = world.orgs.get(orgKey);
    const kind: TicketKind = org?.kind === 'enterprise' ? 'company' : 'project';
    if (org === undefined || !['enterprise', 'university', 'institute'].includes(org.kind)) continue;
    const guest = await asActor(ctx, person);
    const [earlier] = await db
      .select()
      .from(eventRegistrations)
      .where(and(eq(eventRegistrations.eventId, event.id), eq(eventRegistrations.userId, person.id)));
    const ticketId = ticketOf(kind) ?? ticketOf('company');
    if (ticketId === undefined || guests.length >= 16) continue;
    const seat =
      earlier ??
      (await register(guest, {
        eventId: event.id,
        ticketId,
        name: person.name,
        phone: person.phoneNumber ?? '',
        unit: org.name,
        post: '经办人',
      }));
    if (seat.state !== 'registered') continue;
    await db
      .insert(meetingPeople)
      .values({ registrationId: seat.id, eventId: event.id, takesPart: true, awaySlots: [] })
      .onConflictDoNothing();
    guests.push({ ctx: guest, seatId: seat.id, kind });
  }
  const from = event.startsAt.getTime() + 90 * minute;
  await saveMeetingPlan(desk, {
    eventId: event.id,
    windows: [{ startsAt: new Date(from), endsAt: new Date(Math.min(from + 90 * minute, event.endsAt.getTime())) }],
    slotMinutes: 15,
    gapMinutes: 5,
    restMinutes: 0,
    limit: 4,
    limitsByKind: {},
    replyHours: 48,
    requestsEndAt: event.registrationEndsAt,
    tables: 5,
    videoLinks: ['https://meeting.example.com/demo-room'],
  });
  await suggestMeetings(desk, { eventId: event.id });
  await tellRequests(event.id, guests);
  const [run] = await db
    .insert(meetingRuns)
    .values({ id: v7(), eventId: event.id, n: 1, state: 'queued', startedBy: organizer.id, createdAt: ctx.now() })
    .returning();
  if (run === undefined) return;
  await runSchedule(ctx, { runId: run.id });
  await publishSchedule(desk, { eventId: event.id, runId: run.id });
}

/** Enterprises ask projects; most agree, one is still open. */
async function tellRequests(
  eventId: string,
  guests: readonly { ctx: ActorContext; seatId: string; kind: TicketKind }[],
): Promise<void> {
  const companies = guests.filter(({ kind }) => kind === 'company');
  const projects = guests.filter(({ kind }) => kind === 'project');
  const purposes = ['想看中试数据和运行成本', '想了解先用后付怎么谈', '想请专家到厂里看一次', '想问能不能小批量试用'];
  for (const [n, asker] of companies.entries()) {
    const asked = projects[n % Math.max(projects.length, 1)];
    if (asked === undefined) return;
    try {
      const request = await askMeeting(asker.ctx, {
        eventId,
        toId: asked.seatId,
        purpose: purposes[n % purposes.length] ?? '想当面谈一谈',
      });
      if (n !== 1) await answerMeeting(asked.ctx, { requestId: request.id, deed: 'accept' });
    } catch (error) {
      // The matching has suggested this pair already: both may take that up.
      if (!(error instanceof Error && 'code' in error && error.code === 'duplicate')) throw error;
    }
  }
}

import { and, asc, eq, gt, lt } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { TicketKind } from '#app/domain/event-registration.ts';
import { register } from '#app/services/events/register.server.ts';
import { answerMeeting } from '#app/services/meetings/answer-meeting.server.ts';
import { askMeeting } from '#app/services/meetings/ask-meeting.server.ts';
import { publishSchedule } from '#app/services/meetings/publish-schedule.server.ts';
import { rateMeeting } from '#app/services/meetings/rate-meeting.server.ts';
import { runSchedule } from '#app/services/meetings/run-schedule.server.ts';
import { saveMeetingPlan } from '#app/services/meetings/save-meeting-plan.server.ts';
import { suggestMeetings } from '#app/services/meetings/suggest-meetings.server.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  eventMeetings,
  eventRegistrations,
  events,
  eventTickets,
  meetingPeople,
  meetingRuns,
  meetingSides,
  meetingSlots,
} from '#db/schema/index.ts';
import type { DemoWorld } from './demo-world.ts';
import { asActor } from './make.ts';

const minute = 60_000;

interface Guest {
  readonly ctx: ActorContext;
  readonly seatId: string;
  readonly kind: TicketKind;
}

/** One-to-one meetings of the coming salon, laid out this morning: all of the demo world is told before now. */
export async function seedMeetings(present: Context, world: DemoWorld): Promise<void> {
  const ctx = { ...present, now: () => new Date(present.now().getTime() - 6 * 60 * minute) };
  const [event] = await (ctx.db as Database)
    .select()
    .from(events)
    .where(and(eq(events.kind, 'salon'), eq(events.state, 'published'), gt(events.startsAt, ctx.now())))
    .orderBy(asc(events.startsAt))
    .limit(1);
  if (event !== undefined) await layOutMeetings(ctx, world, event, 90);
}

/** Officers of units say that they may be met, some ask, a schedule is worked out and published; it begins so many minutes into the event. */
export async function layOutMeetings(
  ctx: Context,
  world: DemoWorld,
  event: typeof events.$inferSelect,
  afterMinutes: number,
): Promise<void> {
  const db = ctx.db as Database;
  const organizer = world.people.get('shiguang-officer');
  if (organizer === undefined) return;
  const desk = await asActor(ctx, organizer);
  const guests = await seatGuests(ctx, world, event.id);
  const from = event.startsAt.getTime() + afterMinutes * minute;
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
  // Of a salon that has begun nothing waits for an answer any more.
  await tellRequests(event.id, guests, afterMinutes > 0);
  const [run] = await db
    .insert(meetingRuns)
    .values({ id: v7(), eventId: event.id, n: 1, state: 'queued', startedBy: organizer.id, createdAt: ctx.now() })
    .returning();
  if (run === undefined) return;
  await runSchedule(ctx, { runId: run.id });
  await publishSchedule(desk, { eventId: event.id, runId: run.id });
}

async function seatGuests(ctx: Context, world: DemoWorld, eventId: string): Promise<Guest[]> {
  const db = ctx.db as Database;
  const tickets = await db.select().from(eventTickets).where(eq(eventTickets.eventId, eventId));
  const ticketOf = (kind: TicketKind) => tickets.find((ticket) => ticket.kind === kind)?.id;
  const guests: Guest[] = [];
  for (const [orgKey, person] of world.officers) {
    const org = world.orgs.get(orgKey);
    const kind: TicketKind = org?.kind === 'enterprise' ? 'company' : 'project';
    if (org === undefined || !['enterprise', 'university', 'institute'].includes(org.kind)) continue;
    const guest = await asActor(ctx, person);
    const [earlier] = await db
      .select()
      .from(eventRegistrations)
      .where(and(eq(eventRegistrations.eventId, eventId), eq(eventRegistrations.userId, person.id)));
    const ticketId = ticketOf(kind) ?? ticketOf('company');
    if (ticketId === undefined || guests.length >= 16) continue;
    const seat =
      earlier ??
      (await register(guest, {
        eventId,
        ticketId,
        name: person.name,
        phone: person.phoneNumber ?? '',
        unit: org.name,
        post: '经办人',
      }));
    if (seat.state !== 'registered') continue;
    await db
      .insert(meetingPeople)
      .values({ registrationId: seat.id, eventId, takesPart: true, awaySlots: [] })
      .onConflictDoNothing();
    guests.push({ ctx: guest, seatId: seat.id, kind });
  }
  return guests;
}

/** What people said of the first meetings of the day: one side would go on and waits for the other, others had a talk. */
export async function rateFirstMeetings(ctx: Context, eventId: string): Promise<void> {
  const db = ctx.db as Database;
  const rows = await db
    .select({
      meetingId: eventMeetings.id,
      userId: eventRegistrations.userId,
      fromId: eventMeetings.fromId,
      seatId: meetingSides.registrationId,
    })
    .from(eventMeetings)
    .innerJoin(meetingSlots, eq(meetingSlots.id, eventMeetings.slotId))
    .innerJoin(meetingSides, eq(meetingSides.meetingId, eventMeetings.id))
    .innerJoin(eventRegistrations, eq(eventRegistrations.id, meetingSides.registrationId))
    .where(and(eq(eventMeetings.eventId, eventId), lt(meetingSlots.endsAt, ctx.now())))
    .orderBy(asc(meetingSlots.startsAt), asc(eventMeetings.id), asc(meetingSides.id));
  const [first] = rows;
  for (const { meetingId, userId, fromId, seatId } of rows) {
    if (userId === null) continue;
    const isFirst = meetingId === first?.meetingId;
    if (isFirst && seatId !== fromId) continue;
    const outcome = isFirst ? 'intent' : seatId === fromId ? 'possible' : 'informed';
    await rateMeeting(await asActor(ctx, { id: userId }), { meetingId, outcome });
  }
}

/** Enterprises ask projects; most agree, one is still open. */
async function tellRequests(eventId: string, guests: readonly Guest[], leavesOneOpen: boolean): Promise<void> {
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
      if (n !== 1 || !leavesOneOpen) await answerMeeting(asked.ctx, { requestId: request.id, deed: 'accept' });
    } catch (error) {
      // The matching has suggested this pair already: both may take that up.
      if (!(error instanceof Error && 'code' in error && error.code === 'duplicate')) throw error;
    }
  }
}

import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { comingEventStates } from '#app/domain/event.ts';
import { AppError } from '#app/domain/errors.ts';
import { admittedStates } from '#app/domain/event-registration.ts';
import { schedulableRequestStates, seatedMeetingStates } from '#app/domain/event-meeting.ts';
import {
  achievements,
  eventMeetings,
  eventItems,
  eventRegistrations,
  events,
  eventTickets,
  meetingPlans,
  meetingRequests,
  meetingRuns,
  meetingSides,
  meetingSlots,
  meetingTables,
} from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { listParticipants } from './list-participants.server.ts';
import { organizedEvent, ownSeat } from './reach-event.server.ts';

const openSlots = (ctx: Context, eventId: string) =>
  ctx.db
    .select()
    .from(meetingSlots)
    .where(and(eq(meetingSlots.eventId, eventId), eq(meetingSlots.isOpen, true)))
    .orderBy(asc(meetingSlots.startsAt));

const openTables = (ctx: Context, eventId: string) =>
  ctx.db
    .select()
    .from(meetingTables)
    .where(and(eq(meetingTables.eventId, eventId), eq(meetingTables.isOpen, true)))
    .orderBy(asc(meetingTables.position));

/** Meetings that stand, by time and table, with both sides. */
async function listMeetings(ctx: Context, eventId: string) {
  const rows = await ctx.db
    .select({ meeting: eventMeetings, slot: meetingSlots, table: meetingTables, request: meetingRequests })
    .from(eventMeetings)
    .innerJoin(meetingSlots, eq(meetingSlots.id, eventMeetings.slotId))
    .innerJoin(meetingTables, eq(meetingTables.id, eventMeetings.tableId))
    .innerJoin(meetingRequests, eq(meetingRequests.id, eventMeetings.requestId))
    .where(and(eq(eventMeetings.eventId, eventId), inArray(eventMeetings.state, seatedMeetingStates)))
    .orderBy(asc(meetingSlots.startsAt), asc(meetingTables.position));
  const sides =
    rows.length === 0
      ? []
      : await ctx.db
          .select()
          .from(meetingSides)
          .where(
            inArray(
              meetingSides.meetingId,
              rows.map(({ meeting }) => meeting.id),
            ),
          );
  return rows.map(({ meeting, slot, table, request }) => ({
    ...meeting,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    isSlotOpen: slot.isOpen,
    table: table.label,
    tableKind: table.kind,
    url: table.url,
    purpose: request.purpose,
    reasons: request.reasons,
    achievementId: request.achievementId,
    sides: sides.filter(({ meetingId }) => meetingId === meeting.id),
  }));
}

/** What the organizer sees of an event's meetings. */
export async function getMeetingDesk(ctx: ActorContext, eventId: string) {
  const event = await organizedEvent(ctx, eventId);
  const [[plan], people, slots, tables, requests, runs, meetings, tickets] = await Promise.all([
    ctx.db.select().from(meetingPlans).where(eq(meetingPlans.eventId, eventId)),
    listParticipants(ctx, eventId),
    openSlots(ctx, eventId),
    openTables(ctx, eventId),
    ctx.db.select().from(meetingRequests).where(eq(meetingRequests.eventId, eventId)),
    ctx.db.select().from(meetingRuns).where(eq(meetingRuns.eventId, eventId)).orderBy(desc(meetingRuns.n)).limit(5),
    listMeetings(ctx, eventId),
    ctx.db
      .select({ kind: eventTickets.kind })
      .from(eventTickets)
      .where(eq(eventTickets.eventId, eventId))
      .orderBy(asc(eventTickets.createdAt)),
  ]);
  const count = (state: string) => requests.filter((one) => one.state === state).length;
  const counts = {
    accepted: count('accepted'),
    suggested: count('suggested'),
    pending: count('pending'),
    declined: count('declined'),
  };
  const active = new Set(people.filter(({ takesPart }) => takesPart).map(({ id }) => id));
  const waiting = requests.filter(
    ({ id, state, fromId, toId }) =>
      schedulableRequestStates.some((one) => one === state) &&
      active.has(fromId) &&
      active.has(toId) &&
      !meetings.some(({ requestId }) => requestId === id),
  ).length;
  const broken = meetings.filter(
    ({ state, isSlotOpen, fromId, toId }) =>
      state === 'planned' && (!isSlotOpen || !active.has(fromId) || !active.has(toId)),
  ).length;
  const kinds = tickets.map(({ kind }) => kind);
  return { event, plan: plan ?? null, people, slots, tables, kinds, requests, counts, runs, meetings, waiting, broken };
}
export type MeetingDesk = Awaited<ReturnType<typeof getMeetingDesk>>;

/** What a participant sees: himself, whom he can meet, his requests and his schedule; of the others' answers nothing. */
export async function getMyMeetings(ctx: ActorContext, eventId: string) {
  const { event, plan, seat } = await ownSeat(ctx, eventId);
  const [people, slots, requests, meetings, [run], shown] = await Promise.all([
    listParticipants(ctx, eventId),
    openSlots(ctx, eventId),
    ctx.db
      .select()
      .from(meetingRequests)
      .where(and(eq(meetingRequests.eventId, eventId), ne(meetingRequests.state, 'withdrawn')))
      .orderBy(desc(meetingRequests.value), asc(meetingRequests.id)),
    listMeetings(ctx, eventId),
    ctx.db
      .select({ result: meetingRuns.result })
      .from(meetingRuns)
      .where(and(eq(meetingRuns.eventId, eventId), eq(meetingRuns.state, 'published'))),
    ctx.db
      .select({ id: achievements.id, name: achievements.name, orgId: achievements.orgId })
      .from(eventItems)
      .innerJoin(achievements, eq(achievements.id, eventItems.achievementId))
      .where(
        and(eq(eventItems.eventId, eventId), eq(eventItems.state, 'accepted'), eq(achievements.state, 'published')),
      )
      .orderBy(asc(eventItems.position)),
  ]);
  const isComing = comingEventStates.includes(event.state);
  const own = people.find(({ id }) => id === seat.id);
  if (own === undefined) throw new AppError('not_found');
  const nameOf = new Map(people.map((one) => [one.id, one]));
  const otherOf = (row: { fromId: string; toId: string }) => nameOf.get(row.fromId === seat.id ? row.toId : row.fromId);
  const isOwn = (row: { fromId: string; toId: string }) => row.fromId === seat.id || row.toId === seat.id;
  // A suggestion whose other side takes no part any more, or he himself, names nobody: neither has agreed to it.
  const mine = requests.filter(
    (row) =>
      isOwn(row) &&
      (row.state !== 'suggested' || (own.takesPart && otherOf(row)?.takesPart === true)) &&
      // Nobody learns who did not want to meet him.
      !(row.state === 'declined' && row.origin === 'suggested'),
  );
  const orgIds = [...new Set(people.flatMap(({ orgId }) => (orgId === null ? [] : [orgId])))];
  const offered =
    orgIds.length === 0
      ? []
      : await ctx.db
          .select({ id: achievements.id, name: achievements.name, orgId: achievements.orgId })
          .from(achievements)
          .where(and(inArray(achievements.orgId, orgIds), eq(achievements.state, 'published')))
          .orderBy(asc(achievements.name))
          .limit(500);
  const open = new Set(
    mine
      .filter(({ state }) => ['pending', 'accepted', 'suggested'].includes(state))
      .flatMap((row) => [row.fromId, row.toId]),
  );
  const card = (one: (typeof people)[number] | undefined) => ({
    name: one?.name ?? '已退出的参会人',
    unit: one?.unit ?? '',
    post: one?.post ?? '',
  });
  return {
    event: {
      id: event.id,
      no: event.no,
      title: event.title,
      startsAt: event.startsAt,
      endsAt: event.endsAt,
      venue: event.venue,
      state: event.state,
    },
    plan: { requestsEndAt: plan.requestsEndAt, limit: plan.limitsByKind[own.kind] ?? plan.limit },
    isComing,
    mayAsk: isComing && ctx.now() <= plan.requestsEndAt,
    own,
    slots,
    /** Why the published schedule has nothing for him; null where it has, or there is none. */
    leftOut: run?.result?.emptyHanded.find(({ person }) => person === seat.id)?.reason ?? null,
    // What a meeting can be about: shown here, of his own unit or of somebody who can be met.
    subjects: shown.filter(({ orgId }) => people.some((one) => one.takesPart && one.orgId === orgId)),
    // Who does not let himself be seen sees nobody.
    others: people
      .filter(({ id, takesPart }) => own.takesPart && id !== seat.id && takesPart && !open.has(id))
      .map((one) => ({ id: one.id, kind: one.kind, seeks: one.seeks, ...card(one) })),
    requests: mine.map((row) => ({
      id: row.id,
      state: row.state,
      isMine: row.fromId === seat.id,
      purpose: row.purpose,
      reasons: row.reasons,
      replyDueAt: row.replyDueAt,
      replyNote: row.replyNote,
      other: card(otherOf(row)),
      // What has begun is rated, and no longer answered.
      isAnswered: meetings.some(
        ({ requestId, state, startsAt }) => requestId === row.id && (state !== 'planned' || startsAt <= ctx.now()),
      ),
    })),
    meetings: meetings.filter(isOwn).map((row) => {
      const side = row.sides.find(({ registrationId }) => registrationId === seat.id);
      const opposite = row.sides.find(({ registrationId }) => registrationId !== seat.id);
      const orgs = [own.orgId, otherOf(row)?.orgId];
      return {
        id: row.id,
        state: row.state,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        table: row.table,
        url: row.url,
        purpose: row.purpose,
        reasons: row.reasons,
        other: card(otherOf(row)),
        outcome: side?.outcome ?? null,
        // Only an intent is told: what else the other side thinks stays with it.
        otherHasIntent: opposite?.outcome === 'intent',
        lateMinutes: side?.lateMinutes ?? null,
        otherLateMinutes: opposite?.lateMinutes ?? null,
        dealId: row.dealId,
        hasBegun: row.startsAt <= ctx.now(),
        isOver: row.endsAt <= ctx.now(),
        offered:
          row.dealId === null && side?.outcome === 'intent' && opposite?.outcome === 'intent'
            ? offered.filter(
                ({ id, orgId }) => orgs.includes(orgId) && (row.achievementId === null || row.achievementId === id),
              )
            : [],
      };
    }),
  };
}
export type MyMeetings = Awaited<ReturnType<typeof getMyMeetings>>;

/** Events with one-to-one meetings that the actor has a seat at. */
export function listMyMeetingEvents(ctx: ActorContext) {
  return ctx.db
    .select({ id: events.id, title: events.title, startsAt: events.startsAt, venue: events.venue })
    .from(eventRegistrations)
    .innerJoin(events, eq(events.id, eventRegistrations.eventId))
    .innerJoin(meetingPlans, eq(meetingPlans.eventId, events.id))
    .where(and(eq(eventRegistrations.userId, ctx.actor.userId), inArray(eventRegistrations.state, admittedStates)))
    .orderBy(desc(events.startsAt))
    .limit(50);
}

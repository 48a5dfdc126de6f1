import { asc, eq, inArray, and } from 'drizzle-orm';
import { seatedMeetingStates } from '#app/domain/event-meeting.ts';
import type { MeetingProblem, PreviousMeeting, ScheduleRequestState } from '#app/domain/meeting-schedule.ts';
import { eventMeetings, meetingRequests, meetingSlots, meetingTables } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { listParticipants } from './list-participants.server.ts';
import { getPlan } from './reach-event.server.ts';

export type EventMeeting = typeof eventMeetings.$inferSelect;

const known: readonly string[] = ['accepted', 'suggested', 'pending', 'declined', 'expired', 'withdrawn'];
/** What both sides want weighs twice what the matching proposes. */
const factors = { accepted: 2, suggested: 1 };

/**
 * The scheduler's problem as the rows stand: who is there when, tables, requests. What the organizer fixed and what has
 * begun stays where it is, even against what somebody said later; everything else may move.
 */
export async function meetingProblem(
  ctx: Context,
  eventId: string,
): Promise<{ problem: MeetingProblem; previous: PreviousMeeting[]; current: EventMeeting[] }> {
  const plan = await getPlan(ctx, eventId);
  const [people, slots, tables, requests, current] = await Promise.all([
    listParticipants(ctx, eventId),
    ctx.db
      .select()
      .from(meetingSlots)
      .where(eq(meetingSlots.eventId, eventId))
      .orderBy(asc(meetingSlots.startsAt), asc(meetingSlots.id)),
    ctx.db
      .select()
      .from(meetingTables)
      .where(eq(meetingTables.eventId, eventId))
      .orderBy(asc(meetingTables.position), asc(meetingTables.id)),
    ctx.db.select().from(meetingRequests).where(eq(meetingRequests.eventId, eventId)).orderBy(asc(meetingRequests.id)),
    ctx.db
      .select()
      .from(eventMeetings)
      .where(and(eq(eventMeetings.eventId, eventId), inArray(eventMeetings.state, seatedMeetingStates)))
      .orderBy(asc(eventMeetings.id)),
  ]);
  const slotOf = new Map(slots.map((slot) => [slot.id, slot]));
  const there = new Set(people.filter(({ takesPart }) => takesPart).map(({ id }) => id));
  const isBegun = (slotId: string) => slotOf.get(slotId)!.startsAt <= ctx.now();
  const fixed = current.filter(
    ({ state, isFixed, slotId, fromId, toId }) =>
      state !== 'planned' || isBegun(slotId) || (isFixed && there.has(fromId) && there.has(toId)),
  );
  const sitting = new Set(fixed.flatMap(({ fromId, toId }) => [fromId, toId]));
  const used = (id: string) => fixed.filter(({ fromId, toId }) => fromId === id || toId === id);
  const open = slots.filter(({ id, isOpen }) => isOpen && !isBegun(id)).map(({ id }) => id);
  const needed = slots.filter(({ id }) => open.includes(id) || fixed.some(({ slotId }) => slotId === id));
  const origin = needed[0]?.startsAt.getTime() ?? 0;
  const minute = (at: Date) => Math.round((at.getTime() - origin) / 60_000);
  const inPlay = people.filter(({ id }) => there.has(id) || sitting.has(id));
  // Somebody who left the event entirely may still have a meeting behind him.
  const gone = [...sitting].filter((id) => !inPlay.some((one) => one.id === id));
  const ids = new Set([...inPlay.map(({ id }) => id), ...gone]);
  const fixedRequests = new Set(fixed.map(({ requestId }) => requestId));
  const problem: MeetingProblem = {
    slots: needed.map(({ id, startsAt, endsAt }) => ({ id, startMinute: minute(startsAt), endMinute: minute(endsAt) })),
    people: [
      ...inPlay.map(({ id, kind, limit, awaySlots, isOnline, takesPart }) => ({
        id,
        kind,
        available: [
          ...new Set([
            ...(takesPart ? open.filter((slot) => !awaySlots.includes(slot)) : []),
            ...used(id).map(({ slotId }) => slotId),
          ]),
        ],
        limit: Math.max(Math.min(limit ?? Infinity, plan.limitsByKind[kind] ?? plan.limit), used(id).length),
        restMinutes: null,
        online: isOnline,
      })),
      ...gone.map((id) => ({
        id,
        kind: '',
        available: used(id).map(({ slotId }) => slotId),
        limit: used(id).length,
        restMinutes: null,
        online: false,
      })),
    ],
    tables: tables
      .filter(({ id, isOpen }) => isOpen || fixed.some(({ tableId }) => tableId === id))
      .map(({ id, kind, place, isOpen }) => ({
        id,
        kind,
        place,
        available: isOpen ? null : fixed.filter(({ tableId }) => tableId === id).map(({ slotId }) => slotId),
      })),
    requests: requests
      .filter(({ fromId, toId }) => ids.has(fromId) && ids.has(toId))
      .map(({ id, fromId, toId, value, state }) => ({
        id,
        from: fromId,
        to: toId,
        value,
        state: fixedRequests.has(id) ? 'accepted' : known.includes(state) ? (state as ScheduleRequestState) : 'pending',
        room: null,
      })),
    fixed: fixed.map(({ id, requestId, slotId, tableId }) => ({
      id,
      request: requestId,
      from: null,
      to: null,
      value: 0,
      slot: slotId,
      table: tableId,
    })),
    limitsByKind: {},
    // Rest never reaches into the pause between two fixed meetings: what stands, stands.
    restMinutes: plan.restMinutes,
    travelMinutes: plan.travelMinutes,
    factors,
    moveCost: null,
    seed: 1,
  };
  const previous = current
    .filter((meeting) => !fixed.includes(meeting))
    .map(({ requestId, slotId, tableId }) => ({ request: requestId, slot: slotId, table: tableId }));
  return { problem, previous, current };
}

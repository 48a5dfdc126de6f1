import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { scheduleFaults, type ScheduleRule } from '#app/domain/meeting-schedule-check.ts';
import type { PlacedMeeting } from '#app/domain/meeting-schedule.ts';
import { eventMeetings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { type EventMeeting, meetingProblem } from './meeting-problem.server.ts';
import { placeMeetings } from './place-meetings.server.ts';
import { type Event, lockPlan, organizedEvent, refuseOver } from './reach-event.server.ts';
import { tellSeats } from './tell-seats.server.ts';

interface MoveMeeting {
  readonly eventId: string;
  readonly meetingId: string;
  readonly slotId: string;
  readonly tableId: string;
}

const refusals: Readonly<Partial<Record<ScheduleRule, string>>> = {
  person_twice: '那个时段有一方已有会面',
  person_unavailable: '那个时段有一方不在',
  too_close: '离前后一场太近，休息时间不够',
  table_twice: '那张桌子已经有人',
  table_unavailable: '那张桌子用不了',
  wrong_room: '有一方在线参加，只能安排在视频室',
};

/**
 * The organizer moves a meeting by hand; who sits at the wanted table then changes places with it. Every rule of the schedule
 * still holds, or nothing moves. A meeting moved by hand is fixed: no later run moves it back.
 */
export async function moveMeeting(ctx: ActorContext, input: MoveMeeting): Promise<void> {
  const event = await organizedEvent(ctx, input.eventId);
  refuseOver(event);
  await inTransaction(ctx, async (tx) => {
    await lockPlan(tx, event.id);
    const { problem, current } = await meetingProblem(tx, event.id);
    const meeting = current.find(({ id }) => id === input.meetingId);
    if (meeting === undefined) throw new AppError('not_found');
    if (!problem.slots.some(({ id }) => id === input.slotId)) throw new AppError('not_found');
    if (!problem.tables.some(({ id }) => id === input.tableId)) throw new AppError('not_found');
    const there = current.find(
      (one) => one.slotId === input.slotId && one.tableId === input.tableId && one.id !== meeting.id,
    );
    const moves = [
      { meeting, slotId: input.slotId, tableId: input.tableId },
      ...(there === undefined ? [] : [{ meeting: there, slotId: meeting.slotId, tableId: meeting.tableId }]),
    ];
    refuseBroken(problem, current, moves);
    await placeMeetings(tx, moves);
    await tx.db.update(eventMeetings).set({ isFixed: true }).where(eq(eventMeetings.id, meeting.id));
    await note(
      tx,
      event,
      moves.map((move) => move.meeting),
    );
  });
}

function refuseBroken(
  problem: Awaited<ReturnType<typeof meetingProblem>>['problem'],
  current: readonly EventMeeting[],
  moves: readonly { meeting: EventMeeting; slotId: string; tableId: string }[],
): void {
  const to = new Map(moves.map((move) => [move.meeting.id, move]));
  const after = current.map((one): PlacedMeeting => ({
    request: one.requestId,
    fixed: null,
    from: one.fromId,
    to: one.toId,
    slot: to.get(one.id)?.slotId ?? one.slotId,
    table: to.get(one.id)?.tableId ?? one.tableId,
    value: 0,
  }));
  const touched = new Set(
    moves.flatMap(({ meeting, slotId, tableId }) => [meeting.fromId, meeting.toId, slotId, tableId]),
  );
  const fault = scheduleFaults({ ...problem, fixed: [] }, after).find(
    ({ rule, about }) => refusals[rule] !== undefined && touched.has(about),
  );
  if (fault !== undefined) throw new AppError('invalid', { says: `不能这样换：${refusals[fault.rule] ?? ''}。` });
}

async function note(tx: In<ActorContext>, event: Event, meetings: readonly EventMeeting[]): Promise<void> {
  for (const { id } of meetings)
    await audit(tx, { deed: 'event_meeting.move', subjectType: 'event_meeting', subjectId: id });
  await tellSeats(
    tx,
    event,
    meetings.flatMap(({ fromId, toId }) => [fromId, toId]),
    'meeting.change',
  );
}

/** Fixes a meeting where it stands, or lets the next run move it again. */
export async function fixMeeting(
  ctx: ActorContext,
  input: { eventId: string; meetingId: string; isFixed: boolean },
): Promise<void> {
  const event = await organizedEvent(ctx, input.eventId);
  const [row] = await ctx.db
    .update(eventMeetings)
    .set({ isFixed: input.isFixed })
    .where(
      and(
        eq(eventMeetings.id, input.meetingId),
        eq(eventMeetings.eventId, event.id),
        eq(eventMeetings.state, 'planned'),
      ),
    )
    .returning();
  if (row === undefined) throw new AppError('not_found');
}

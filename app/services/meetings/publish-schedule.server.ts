import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { eventMeetingMachine } from '#app/domain/event-meeting.ts';
import { scheduleFaults } from '#app/domain/meeting-schedule-check.ts';
import { eventMeetings, meetingRuns, meetingSides } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { cancelMeeting } from './cancel-meeting.server.ts';
import { meetingProblem } from './meeting-problem.server.ts';
import { placeMeetings } from './place-meetings.server.ts';
import { lockPlan, organizedEvent, refuseOver } from './reach-event.server.ts';
import type { MeetingRun } from './start-schedule.server.ts';
import { tellSeats } from './tell-seats.server.ts';

/**
 * Publishes a worked-out schedule: new meetings stand, moved ones change places, dropped ones are cancelled, and everybody
 * whom it touches is told once. A schedule that no longer keeps the rules, because somebody cancelled meanwhile, is refused.
 */
export async function publishSchedule(
  ctx: ActorContext,
  input: { eventId: string; runId: string },
): Promise<MeetingRun> {
  const event = await organizedEvent(ctx, input.eventId);
  refuseOver(event);
  return inTransaction(ctx, async (tx) => {
    await lockPlan(tx, event.id);
    const [run] = await tx.db
      .select()
      .from(meetingRuns)
      .where(and(eq(meetingRuns.id, input.runId), eq(meetingRuns.eventId, event.id)));
    if (run === undefined) throw new AppError('not_found');
    if (run.state !== 'ready' || run.result === null) throw new AppError('state_changed');
    const { problem, current } = await meetingProblem(tx, event.id);
    const wanted = run.result.meetings;
    const stale = scheduleFaults(problem, wanted);
    if (stale.length > 0)
      throw new AppError('invalid', { says: '算好之后情况有变（有人退出、改了时间或答复了约见），请重新安排一次。' });
    const byRequest = new Map(current.map((meeting) => [meeting.requestId, meeting]));
    const kept = new Set(wanted.map(({ request }) => request));
    const isFirst = current.length === 0;
    const touched: string[] = [];
    for (const old of current) {
      if (kept.has(old.requestId)) continue;
      await cancelMeeting(tx, old);
      touched.push(old.fromId, old.toId);
    }
    const moved = wanted.flatMap(({ request, slot, table }) => {
      const meeting = request === null ? undefined : byRequest.get(request);
      if (meeting === undefined || (meeting.slotId === slot && meeting.tableId === table)) return [];
      return [{ meeting, slotId: slot, tableId: table }];
    });
    await placeMeetings(tx, moved);
    touched.push(...moved.flatMap(({ meeting }) => [meeting.fromId, meeting.toId]));
    for (const { request, from, to, slot, table } of wanted) {
      if (request === null || byRequest.has(request)) continue;
      const row = await insertRow(tx, eventMeetings, {
        eventId: event.id,
        requestId: request,
        fromId: from,
        toId: to,
        slotId: slot,
        tableId: table,
        state: eventMeetingMachine.initial,
        createdAt: tx.now(),
        updatedAt: tx.now(),
      });
      await tx.db
        .insert(meetingSides)
        .values([from, to].map((registrationId) => ({ meetingId: row.id, registrationId, slotId: slot })));
      touched.push(from, to);
    }
    await tx.db
      .update(meetingRuns)
      .set({ state: 'replaced' })
      .where(and(eq(meetingRuns.eventId, event.id), eq(meetingRuns.state, 'published')));
    const [published] = await tx.db
      .update(meetingRuns)
      .set({ state: 'published', publishedAt: tx.now() })
      .where(and(eq(meetingRuns.id, run.id), eq(meetingRuns.state, 'ready')))
      .returning();
    if (published === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'event.publish_schedule', subjectType: 'event', subjectId: event.id, versionN: run.n });
    await tellSeats(tx, event, touched, isFirst ? 'meeting.publish' : 'meeting.change');
    return published;
  });
}

import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { askedValue, seatedMeetingStates } from '#app/domain/event-meeting.ts';
import { eventMeetings, eventRegistrations, events, meetingRequests, meetingSlots } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { cancelMeeting } from './cancel-meeting.server.ts';
import { type MeetingRequest, moveRequest, type RequestRole } from './move-request.server.ts';
import { lockPlan } from './reach-event.server.ts';
import { tellSeats } from './tell-seats.server.ts';

interface AnswerMeeting {
  readonly requestId: string;
  readonly deed: 'accept' | 'decline' | 'withdraw';
  readonly note?: string;
}

/**
 * One of the two answers a request or a suggestion, or takes it back. What both want weighs as much as an asked meeting; what one
 * takes back is off the schedule at once, and the table is free.
 */
export async function answerMeeting(ctx: ActorContext, input: AnswerMeeting): Promise<MeetingRequest> {
  const [request] = await ctx.db.select().from(meetingRequests).where(eq(meetingRequests.id, input.requestId));
  if (request === undefined) throw new AppError('not_found');
  const sides = await ctx.db
    .select({ id: eventRegistrations.id, userId: eventRegistrations.userId, title: events.title })
    .from(eventRegistrations)
    .innerJoin(events, eq(events.id, eventRegistrations.eventId))
    .where(inArray(eventRegistrations.id, [request.fromId, request.toId]));
  const own = sides.find(({ userId }) => userId === ctx.actor.userId);
  const other = sides.find((side) => side !== own);
  if (own === undefined) throw new AppError('not_found');
  const role: RequestRole = own.id === request.fromId ? 'requester' : 'receiver';
  return inTransaction(ctx, async (tx) => {
    // Whoever publishes a schedule meanwhile waits, and then sees the answer.
    if (input.deed !== 'accept') await lockPlan(tx, request.eventId);
    const row = await moveRequest(tx, request, input.deed, [role], {
      repliedAt: tx.now(),
      replyNote: input.note ?? '',
      ...(input.deed === 'accept' ? { value: Math.max(request.value, askedValue) } : {}),
    });
    await clearDeadline(tx, 'meeting_request.reply', row.id);
    await audit(tx, { deed: `meeting_request.${input.deed}`, subjectType: 'meeting_request', subjectId: row.id });
    if (input.deed !== 'accept' && (await callOff(tx, row))) {
      if (other !== undefined) await tellSeats(tx, { id: row.eventId, title: own.title }, [other.id], 'meeting.cancel');
      return row;
    }
    // A suggestion that one side turns down was never the other side's wish: nothing is told of it.
    if (other?.userId && !(request.state === 'suggested' && input.deed === 'decline'))
      await notifyPeople(tx, [other.userId], {
        kind: `meeting_request.${input.deed}`,
        params: { title: own.title },
        href: `/desk/meetings/${row.eventId}`,
      });
    return row;
  });
}

/** Takes the meeting of a request out of the schedule. One that has begun stays: what came of it is said by its rating. */
async function callOff(tx: In<ActorContext>, request: MeetingRequest): Promise<boolean> {
  const [planned] = await tx.db
    .select({ meeting: eventMeetings, startsAt: meetingSlots.startsAt })
    .from(eventMeetings)
    .innerJoin(meetingSlots, eq(meetingSlots.id, eventMeetings.slotId))
    .where(and(eq(eventMeetings.requestId, request.id), inArray(eventMeetings.state, seatedMeetingStates)))
    .for('update', { of: eventMeetings });
  if (planned === undefined) return false;
  if (planned.meeting.state !== 'planned' || planned.startsAt <= tx.now()) {
    throw new AppError('invalid', { says: '这场会面已经开始，谈得怎么样请在日程里评价。' });
  }
  await cancelMeeting(tx, planned.meeting);
  return true;
}

/** The reply clock ran out. Called by the sweep, any number of times; an answered request is left alone. */
export async function expireMeeting(ctx: Context, requestId: string): Promise<void> {
  const [request] = await ctx.db.select().from(meetingRequests).where(eq(meetingRequests.id, requestId));
  if (request === undefined || request.state !== 'pending') return;
  await inTransaction(ctx, async (tx) => {
    const row = await moveRequest(tx, request, 'expire', ['system']);
    await clearDeadline(tx, 'meeting_request.reply', row.id);
    const [asker] = await tx.db
      .select({ userId: eventRegistrations.userId, title: events.title })
      .from(eventRegistrations)
      .innerJoin(events, eq(events.id, eventRegistrations.eventId))
      .where(eq(eventRegistrations.id, row.fromId));
    if (asker?.userId)
      await notifyPeople(tx, [asker.userId], {
        kind: 'meeting_request.expire',
        params: { title: asker.title },
        href: `/desk/meetings/${row.eventId}`,
      });
  });
}

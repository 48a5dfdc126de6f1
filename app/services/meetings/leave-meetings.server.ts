import { and, eq, inArray, or } from 'drizzle-orm';
import { openRequestStates } from '#app/domain/event-meeting.ts';
import { eventMeetings, events, meetingRequests, meetingRuns } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { cancelMeeting } from './cancel-meeting.server.ts';
import { moveRequest } from './move-request.server.ts';
import { tellSeats } from './tell-seats.server.ts';

/** Somebody gave up his seat: what he had open is withdrawn, meetings to come are off, and the other sides are told. */
export async function leaveMeetings(tx: In<Context>, seat: { id: string; eventId: string }): Promise<void> {
  await withdrawRequests(tx, or(eq(meetingRequests.fromId, seat.id), eq(meetingRequests.toId, seat.id)));
  const planned = await tx.db
    .select()
    .from(eventMeetings)
    .where(
      and(or(eq(eventMeetings.fromId, seat.id), eq(eventMeetings.toId, seat.id)), eq(eventMeetings.state, 'planned')),
    )
    .orderBy(eventMeetings.id)
    .for('update');
  if (planned.length === 0) return;
  for (const meeting of planned) await cancelMeeting(tx, meeting);
  const [event] = await tx.db.select().from(events).where(eq(events.id, seat.eventId));
  const others = planned.map(({ fromId, toId }) => (fromId === seat.id ? toId : fromId));
  if (event !== undefined) await tellSeats(tx, event, others, 'meeting.cancel');
}

/** The event is off, and with it every meeting and request. Everybody hears it of the event itself. */
export async function dropMeetings(tx: In<Context>, eventId: string): Promise<void> {
  await withdrawRequests(tx, eq(meetingRequests.eventId, eventId));
  const planned = await tx.db
    .select()
    .from(eventMeetings)
    .where(and(eq(eventMeetings.eventId, eventId), eq(eventMeetings.state, 'planned')))
    .orderBy(eventMeetings.id)
    .for('update');
  for (const meeting of planned) await cancelMeeting(tx, meeting);
  await tx.db
    .update(meetingRuns)
    .set({ state: 'replaced' })
    .where(and(eq(meetingRuns.eventId, eventId), inArray(meetingRuns.state, ['queued', 'running', 'ready'])));
}

async function withdrawRequests(tx: In<Context>, whose: ReturnType<typeof or>): Promise<void> {
  const open = await tx.db
    .select()
    .from(meetingRequests)
    .where(and(whose, inArray(meetingRequests.state, openRequestStates)))
    .orderBy(meetingRequests.id)
    .for('update');
  for (const request of open) {
    await moveRequest(tx, request, 'withdraw', ['system']);
    await clearDeadline(tx, 'meeting_request.reply', request.id);
  }
}

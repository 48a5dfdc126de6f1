import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { eventMeetingMachine } from '#app/domain/event-meeting.ts';
import { nextState } from '#app/domain/machine.ts';
import { eventMeetings, meetingSides } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import type { EventMeeting } from './meeting-problem.server.ts';

/** Takes a meeting out of the schedule; its slot and table are free at once. */
export async function cancelMeeting(tx: In<Context>, meeting: EventMeeting): Promise<void> {
  const [row] = await tx.db
    .update(eventMeetings)
    .set({ state: nextState(eventMeetingMachine, meeting.state, 'cancel'), updatedAt: tx.now() })
    .where(and(eq(eventMeetings.id, meeting.id), eq(eventMeetings.state, meeting.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await tx.db.update(meetingSides).set({ slotId: null }).where(eq(meetingSides.meetingId, meeting.id));
}

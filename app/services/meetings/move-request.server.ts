import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type MeetingRequestState, meetingRequestMachine } from '#app/domain/event-meeting.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { meetingRequests } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

export type MeetingRequest = typeof meetingRequests.$inferSelect;
export type RequestRole = 'requester' | 'receiver' | 'organizer' | 'system';

/** One step of a request, for somebody who plays one of these roles in it. A lost race is `state_changed`. */
export async function moveRequest(
  tx: In<Context>,
  request: MeetingRequest,
  event: string,
  roles: readonly RequestRole[],
  columns: Partial<MeetingRequest> = {},
): Promise<MeetingRequest> {
  const step = transitionOf(meetingRequestMachine, request.state, event);
  if (step === undefined) throw new AppError('state_changed');
  if (!step.by.some((role) => roles.includes(role))) throw new AppError('forbidden');
  const [row] = await tx.db
    .update(meetingRequests)
    .set({ ...columns, state: step.to as MeetingRequestState, updatedAt: tx.now() })
    .where(and(eq(meetingRequests.id, request.id), eq(meetingRequests.state, request.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  return row;
}

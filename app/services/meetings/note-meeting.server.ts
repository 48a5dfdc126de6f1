import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { eventMeetingMachine } from '#app/domain/event-meeting.ts';
import { mayRunEvent } from '#app/domain/event-access.ts';
import { nextState } from '#app/domain/machine.ts';
import { eventMeetings, eventRegistrations, events, meetingSides } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { cancelMeeting } from './cancel-meeting.server.ts';
import type { EventMeeting } from './meeting-problem.server.ts';
import { organizedEvent } from './reach-event.server.ts';
import { tellSeats } from './tell-seats.server.ts';

/** One step of a meeting's machine that keeps its seats. */
export async function stepMeeting(
  tx: In<Context>,
  meeting: EventMeeting,
  event: 'hold' | 'miss',
): Promise<EventMeeting> {
  const [row] = await tx.db
    .update(eventMeetings)
    .set({ state: nextState(eventMeetingMachine, meeting.state, event), updatedAt: tx.now() })
    .where(and(eq(eventMeetings.id, meeting.id), eq(eventMeetings.state, meeting.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  return row;
}

interface NoteMeeting {
  readonly eventId: string;
  readonly meetingId: string;
  readonly deed: 'hold' | 'miss' | 'cancel';
  /** Who did not come, for a missed one. */
  readonly absentId?: string;
}

/** On the day the organizer notes what became of a meeting: held, somebody did not come, cancelled. */
export async function noteMeeting(ctx: ActorContext, input: NoteMeeting): Promise<void> {
  const event = await organizedEvent(ctx, input.eventId);
  await inTransaction(ctx, async (tx) => {
    const [meeting] = await tx.db
      .select()
      .from(eventMeetings)
      .where(and(eq(eventMeetings.id, input.meetingId), eq(eventMeetings.eventId, event.id)))
      .for('update');
    if (meeting === undefined) throw new AppError('not_found');
    if (input.deed === 'cancel') await cancelMeeting(tx, meeting);
    else await stepMeeting(tx, meeting, input.deed);
    await tx.db.update(meetingSides).set({ isAbsent: false }).where(eq(meetingSides.meetingId, meeting.id));
    if (input.deed === 'miss' && input.absentId !== undefined) {
      const sides = await tx.db
        .update(meetingSides)
        .set({ isAbsent: true })
        .where(and(eq(meetingSides.meetingId, meeting.id), eq(meetingSides.registrationId, input.absentId)))
        .returning();
      if (sides.length === 0) throw new AppError('not_found');
    }
    await audit(tx, { deed: `event_meeting.${input.deed}`, subjectType: 'event_meeting', subjectId: meeting.id });
    if (input.deed === 'cancel') await tellSeats(tx, event, [meeting.fromId, meeting.toId], 'meeting.cancel');
  });
}

/** One of the two says that he comes later, or the organizer says it of him; the other side is told. 0 takes it back. */
export async function noteLate(
  ctx: ActorContext,
  input: { meetingId: string; registrationId?: string; minutes: number },
): Promise<void> {
  const [found] = await ctx.db
    .select({ meeting: eventMeetings, event: events, side: meetingSides, userId: eventRegistrations.userId })
    .from(eventMeetings)
    .innerJoin(events, eq(events.id, eventMeetings.eventId))
    .innerJoin(meetingSides, eq(meetingSides.meetingId, eventMeetings.id))
    .innerJoin(eventRegistrations, eq(eventRegistrations.id, meetingSides.registrationId))
    .where(
      and(
        eq(eventMeetings.id, input.meetingId),
        input.registrationId === undefined
          ? eq(eventRegistrations.userId, ctx.actor.userId)
          : eq(meetingSides.registrationId, input.registrationId),
      ),
    );
  const isOrganizer = found !== undefined && mayRunEvent(ctx.actor) && found.event.orgId === ctx.actor.org?.orgId;
  if (found === undefined || (found.userId !== ctx.actor.userId && !isOrganizer)) throw new AppError('not_found');
  const { meeting, event, side } = found;
  if (meeting.state !== 'planned') throw new AppError('state_changed');
  await inTransaction(ctx, async (tx) => {
    await tx.db
      .update(meetingSides)
      .set({ lateMinutes: input.minutes === 0 ? null : input.minutes })
      .where(eq(meetingSides.id, side.id));
    const other = side.registrationId === meeting.fromId ? meeting.toId : meeting.fromId;
    if (input.minutes > 0) await tellSeats(tx, event, [other], 'meeting.late');
  });
}

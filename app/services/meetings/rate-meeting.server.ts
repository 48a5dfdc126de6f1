import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { MeetingOutcome } from '#app/domain/event-meeting.ts';
import { eventMeetings, eventRegistrations, events, meetingSides, meetingSlots } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { stepMeeting } from './note-meeting.server.ts';
import { tellSeats } from './tell-seats.server.ts';
import { openMeetingDeal } from './open-meeting-deal.server.ts';

/**
 * One side says in one tap what a meeting came to; it may think again. A meeting that either side speaks of was held; one
 * that both call 未发生 was not. One side's intent is told to the other; the deal room opens when both say so. Returns the deal, if any.
 */
export async function rateMeeting(
  ctx: ActorContext,
  input: { meetingId: string; outcome: MeetingOutcome },
): Promise<{ dealId: string | null }> {
  const [found] = await ctx.db
    .select({ side: meetingSides, startsAt: meetingSlots.startsAt, event: { id: events.id, title: events.title } })
    .from(meetingSides)
    .innerJoin(eventRegistrations, eq(eventRegistrations.id, meetingSides.registrationId))
    .innerJoin(eventMeetings, eq(eventMeetings.id, meetingSides.meetingId))
    .innerJoin(meetingSlots, eq(meetingSlots.id, eventMeetings.slotId))
    .innerJoin(events, eq(events.id, eventMeetings.eventId))
    .where(and(eq(meetingSides.meetingId, input.meetingId), eq(eventRegistrations.userId, ctx.actor.userId)));
  if (found === undefined) throw new AppError('not_found');
  if (found.startsAt > ctx.now()) throw new AppError('invalid', { says: '会面还没有开始。' });
  return inTransaction(ctx, async (tx) => {
    const [meeting] = await tx.db
      .select()
      .from(eventMeetings)
      .where(eq(eventMeetings.id, input.meetingId))
      .for('update');
    if (meeting === undefined || meeting.state === 'cancelled') throw new AppError('state_changed');
    await tx.db
      .update(meetingSides)
      .set({ outcome: input.outcome, ratedAt: tx.now(), ratedBy: tx.actor.userId })
      .where(eq(meetingSides.id, found.side.id));
    const sides = await tx.db.select().from(meetingSides).where(eq(meetingSides.meetingId, meeting.id));
    const said = sides.map(({ outcome }) => outcome);
    const wasHeld = said.some((outcome) => outcome !== null && outcome !== 'not_held');
    let row = meeting;
    if (wasHeld && row.state !== 'held') row = await stepMeeting(tx, row, 'hold');
    if (!wasHeld && said.every((outcome) => outcome === 'not_held') && row.state !== 'missed')
      row = await stepMeeting(tx, row, 'miss');
    await audit(tx, { deed: 'event_meeting.rate', subjectType: 'event_meeting', subjectId: meeting.id });
    if (input.outcome !== 'intent' || row.dealId !== null) return { dealId: row.dealId };
    if (said.every((outcome) => outcome === 'intent')) return { dealId: await openMeetingDeal(tx, row) };
    const before = found.side.outcome;
    const others = sides.flatMap((side) => (side.id === found.side.id ? [] : [side.registrationId]));
    if (before !== 'intent') await tellSeats(tx, found.event, others, 'meeting.intent');
    return { dealId: null };
  });
}

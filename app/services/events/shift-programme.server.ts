import { and, eq, gt, inArray, lt, or, sql } from 'drizzle-orm';
import { eventRegistrations, eventSessions, meetingPlans, meetingSlots } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import type { Event } from './own-event.server.ts';

/**
 * An event that moves takes its agenda and its meetings along, by as much as its beginning moved. Slots that no longer lie
 * within it are shut: the next schedule finds their meetings another place. Nobody is given longer to answer than until it begins.
 */
export async function shiftProgramme(tx: In<Context>, before: Event, event: Event): Promise<void> {
  const ms = event.startsAt.getTime() - before.startsAt.getTime();
  if (ms !== 0) {
    const by = sql`${`${ms} milliseconds`}::interval`;
    const sessions = eq(eventSessions.eventId, event.id);
    await tx.db
      .update(eventSessions)
      .set({ startsAt: sql`${eventSessions.startsAt} + ${by}`, endsAt: sql`${eventSessions.endsAt} + ${by}` })
      .where(sessions);
    // One slot's new time may be another's old one: the index over open slots is asked only once all have moved.
    const open = await tx.db
      .update(meetingSlots)
      .set({ isOpen: false })
      .where(and(eq(meetingSlots.eventId, event.id), eq(meetingSlots.isOpen, true)))
      .returning({ id: meetingSlots.id });
    await tx.db
      .update(meetingSlots)
      .set({ startsAt: sql`${meetingSlots.startsAt} + ${by}`, endsAt: sql`${meetingSlots.endsAt} + ${by}` })
      .where(eq(meetingSlots.eventId, event.id));
    const ids = open.map(({ id }) => id);
    if (ids.length > 0) await tx.db.update(meetingSlots).set({ isOpen: true }).where(inArray(meetingSlots.id, ids));
    await tx.db
      .update(meetingPlans)
      .set({ requestsEndAt: sql`${meetingPlans.requestsEndAt} + ${by}`, updatedAt: tx.now() })
      .where(eq(meetingPlans.eventId, event.id));
  }
  await tx.db
    .update(meetingSlots)
    .set({ isOpen: false })
    .where(
      and(
        eq(meetingSlots.eventId, event.id),
        or(lt(meetingSlots.startsAt, event.startsAt), gt(meetingSlots.endsAt, event.endsAt)),
      ),
    );
  const late = await tx.db
    .update(eventRegistrations)
    .set({ replyDueAt: event.startsAt })
    .where(and(eq(eventRegistrations.eventId, event.id), gt(eventRegistrations.replyDueAt, event.startsAt)))
    .returning({ id: eventRegistrations.id });
  for (const { id } of late) {
    await setDeadline(tx, { kind: 'event_registration.reply', subjectId: id, orgId: null, dueAt: event.startsAt });
  }
}

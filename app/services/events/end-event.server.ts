import { eq } from 'drizzle-orm';
import { addDays, dayOf, endOfDay, startOfDay } from '#app/domain/days.ts';
import { admittedStates } from '#app/domain/event-registration.ts';
import { followUpDays } from '#app/domain/event-report.ts';
import { eventRegistrations, eventTasks } from '#db/schema/index.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { type Event, moveEvent, ownEvent } from './own-event.server.ts';
import { tellAttendees } from './tell-attendees.server.ts';

/** How long the organizer has for the report. */
const reportDays = 15;
/** How long before its day a follow-up stands on the desk. */
const followUpNoticeDays = 3;

/** The organizer ends it before the hour. */
export async function endEvent(ctx: ActorContext, input: { id: string }): Promise<Event> {
  const event = await ownEvent(ctx, input.id);
  return inTransaction(ctx, (tx) => finishEvent(tx, event));
}

/** The event is over: people are asked what they think, the organizer for the report, and follow-ups are put down. */
export async function finishEvent(tx: In<Context>, event: Event): Promise<Event> {
  const row = await moveEvent(tx, event, 'end');
  await clearDeadline(tx, 'event.end', row.id);
  const day = dayOf(row.endsAt);
  const dueAt = endOfDay(addDays(dayOf(tx.now()), reportDays));
  await setDeadline(tx, { kind: 'event.report', subjectId: row.id, orgId: row.orgId, dueAt });
  const tasks = await tx.db
    .insert(eventTasks)
    .values(followUpDays.map((afterDays) => ({ eventId: row.id, afterDays, dueOn: addDays(day, afterDays) })))
    .onConflictDoNothing()
    .returning();
  for (const { id, dueOn } of tasks) {
    const dates = { dueAt: endOfDay(dueOn), opensAt: startOfDay(addDays(dueOn, -followUpNoticeDays)) };
    await setDeadline(tx, { kind: 'event_task.follow', subjectId: id, orgId: row.orgId, ...dates });
  }
  const came = await tx.db.$count(eventRegistrations, eq(eventRegistrations.eventId, row.id));
  if (came > 0) await tellAttendees(tx, row, 'event.thanks', admittedStates);
  return row;
}

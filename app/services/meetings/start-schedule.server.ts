import { desc, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { meetingRuns } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { lockPlan, organizedEvent, refuseOver } from './reach-event.server.ts';

export type MeetingRun = typeof meetingRuns.$inferSelect;

/** The organizer has the schedule worked out: a job does it, one at a time for an event. */
export async function startSchedule(ctx: ActorContext, input: { eventId: string }): Promise<MeetingRun> {
  const event = await organizedEvent(ctx, input.eventId);
  refuseOver(event);
  return inTransaction(ctx, async (tx) => {
    await lockPlan(tx, event.id);
    const [last] = await tx.db
      .select()
      .from(meetingRuns)
      .where(eq(meetingRuns.eventId, event.id))
      .orderBy(desc(meetingRuns.n))
      .limit(1);
    if (last !== undefined && (last.state === 'queued' || last.state === 'running'))
      throw new AppError('duplicate', { says: '日程正在计算，请稍等。' });
    if (last?.state === 'ready')
      await tx.db.update(meetingRuns).set({ state: 'replaced' }).where(eq(meetingRuns.id, last.id));
    const run = await insertRow(tx, meetingRuns, {
      eventId: event.id,
      n: (last?.n ?? 0) + 1,
      state: 'queued',
      startedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'event.schedule', subjectType: 'event', subjectId: event.id, versionN: run.n });
    await tx.jobs.enqueue(tx.db, 'meeting.schedule', { runId: run.id });
    return run;
  });
}

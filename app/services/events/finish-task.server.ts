import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { eventTasks } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { ownEvent } from './own-event.server.ts';

/** Notes what a follow-up after 7, 30 or 90 days found, once. */
export async function finishTask(
  ctx: ActorContext,
  input: { eventId: string; rowId: string; note: string },
): Promise<void> {
  await ownEvent(ctx, input.eventId);
  await inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .update(eventTasks)
      .set({ note: input.note, doneBy: tx.actor.userId, doneAt: tx.now() })
      .where(and(eq(eventTasks.id, input.rowId), eq(eventTasks.eventId, input.eventId), isNull(eventTasks.doneAt)))
      .returning({ id: eventTasks.id });
    if (rows.length === 0) throw new AppError('state_changed');
    await clearDeadline(tx, 'event_task.follow', input.rowId);
    await audit(tx, { deed: 'event.finish_task', subjectType: 'event', subjectId: input.eventId });
  });
}

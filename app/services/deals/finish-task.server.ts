import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { dealTasks } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import type { DealTask } from './add-task.server.ts';
import { announceRoom } from './announce-room.server.ts';
import { writerOrg } from './post-message.server.ts';
import { reachDeal } from './reach-deal.server.ts';

/** The person, or a colleague of the same organisation, says that it is done. The one who asked is told. */
export async function finishTask(ctx: ActorContext, input: { dealId: string; taskId: string }): Promise<DealTask> {
  const orgId = writerOrg(ctx, await reachDeal(ctx, input.dealId));
  return inTransaction(ctx, async (tx) => {
    const own = and(eq(dealTasks.id, input.taskId), eq(dealTasks.dealId, input.dealId));
    const [task] = await tx.db.select().from(dealTasks).where(own);
    if (task === undefined) throw new AppError('not_found');
    if (task.orgId !== orgId) throw new AppError('forbidden');
    const [row] = await tx.db
      .update(dealTasks)
      .set({ doneAt: tx.now(), doneBy: tx.actor.userId })
      .where(and(own, isNull(dealTasks.doneAt), isNull(dealTasks.endedAt)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'task.finish', subjectType: 'task', subjectId: row.id });
    await notifyPeople(tx, [row.createdBy], { kind: 'task.finish', href: `/desk/deals/${input.dealId}#tasks` });
    await announceRoom(tx, input.dealId);
    return row;
  });
}

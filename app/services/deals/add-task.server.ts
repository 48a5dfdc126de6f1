import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { dealTasks } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { announceRoom } from './announce-room.server.ts';
import { writerOrg } from './post-message.server.ts';
import { reachDeal } from './reach-deal.server.ts';
import { roomPeople } from './room-people.server.ts';
import { openRoom } from './tell-room.server.ts';

export type DealTask = typeof dealTasks.$inferSelect;

/** Writes down what somebody of the room is to do by a day. Anybody who may write may ask; the person is told. */
export async function addTask(
  ctx: ActorContext,
  input: { dealId: string; title: string; assigneeId: string; dueOn: Day; key?: string },
): Promise<DealTask> {
  writerOrg(ctx, await reachDeal(ctx, input.dealId));
  if (input.dueOn < dayOf(ctx.now())) throw new AppError('invalid', { says: '期限不能早于今天。' }, 'dueOn');
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, dealTasks, input.key, 'task.add');
    if (earlier) return earlier;
    const deal = await openRoom(tx, input.dealId);
    const person = (await roomPeople(tx, deal)).find(({ userId }) => userId === input.assigneeId);
    if (person === undefined) throw new AppError('invalid', { says: '请从洽谈室的人里选。' }, 'assigneeId');
    const row = await insertRow(tx, dealTasks, {
      id,
      dealId: deal.id,
      title: input.title,
      assigneeId: person.userId,
      orgId: person.orgId,
      dueOn: input.dueOn,
      createdBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'task.add', subjectType: 'task', subjectId: id });
    await notifyPeople(tx, [person.userId], { kind: 'task.add', href: `/desk/deals/${deal.id}#tasks` });
    await announceRoom(tx, deal.id);
    return row;
  });
}

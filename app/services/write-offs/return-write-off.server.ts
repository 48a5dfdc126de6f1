import { AppError } from '#app/domain/errors.ts';
import { isSecondOfWriteOff, mayDecideWriteOff } from '#app/domain/write-off.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { getOwnWriteOff, moveWriteOff, type WriteOff } from './move-write-off.server.ts';

/** The approver sends a proposal back with the reason; the receivable stays in the book. */
export async function returnWriteOff(
  ctx: ActorContext,
  { writeOffId, note }: { writeOffId: string; note: string },
): Promise<WriteOff> {
  if (!mayDecideWriteOff(ctx.actor)) throw new AppError('forbidden');
  const found = await getOwnWriteOff(ctx, writeOffId);
  if (!isSecondOfWriteOff(ctx.actor, found)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const returned = await moveWriteOff(tx, found, 'return', { returnNote: note });
    const href = `/desk/obligations/${found.obligationId}/write-off`;
    await notifyPeople(tx, [found.proposedBy], { kind: 'write_off.return', href });
    return returned;
  });
}

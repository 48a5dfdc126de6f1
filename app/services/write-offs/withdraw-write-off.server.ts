import { AppError } from '#app/domain/errors.ts';
import { mayProposeWriteOff } from '#app/domain/write-off.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { getOwnWriteOff, moveWriteOff, type WriteOff } from './move-write-off.server.ts';

/** Finance takes its proposal back before anybody has decided. */
export async function withdrawWriteOff(ctx: ActorContext, { writeOffId }: { writeOffId: string }): Promise<WriteOff> {
  if (!mayProposeWriteOff(ctx.actor)) throw new AppError('forbidden');
  const found = await getOwnWriteOff(ctx, writeOffId);
  return inTransaction(ctx, (tx) => moveWriteOff(tx, found, 'withdraw'));
}

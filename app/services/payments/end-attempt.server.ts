import type { Context, In } from '../context.server.ts';
import { freeForCredits } from '../credits/free-for-credits.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { type Attempt, moveAttempt } from './move-attempt.server.ts';

/**
 * A card page is over and nothing was booked, because nobody paid or what was paid is refused: what a credit of the contract had left to
 * it is free to be set off, as where a transfer comes to nothing. Null as in `moveAttempt`.
 */
export async function endAttempt(
  tx: In<Context>,
  { id, obligationId }: Pick<Attempt, 'id' | 'obligationId'>,
  event: 'expire' | 'fail' | 'refuse',
  columns: Omit<Partial<Attempt>, 'id' | 'state'> = {},
): Promise<Attempt | null> {
  const { contract } = await lockClaim(tx, obligationId);
  const moved = await moveAttempt(tx, id, event, columns);
  if (moved !== null) await freeForCredits(tx, { contract });
  return moved;
}

import type { Context, In } from '../context.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { setOffCredits } from '../credits/set-off-credits.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { type Attempt, moveAttempt } from './move-attempt.server.ts';

/** A card page is over without a payment: what a credit of the contract had left to it is free to be set off. Null as in `moveAttempt`. */
export async function endAttempt(
  tx: In<Context>,
  { id, obligationId }: Pick<Attempt, 'id' | 'obligationId'>,
  event: 'expire' | 'fail',
  columns: Omit<Partial<Attempt>, 'id' | 'state'> = {},
): Promise<Attempt | null> {
  const { contract } = await lockClaim(tx, obligationId);
  const moved = await moveAttempt(tx, id, event, columns);
  if (moved !== null) {
    await setOffCredits(tx, contract);
    await settleContract(tx, contract.id);
  }
  return moved;
}

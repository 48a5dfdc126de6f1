import type { Context, In } from '../context.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import type { LockedClaim } from '../payments/lock-claim.server.ts';
import { setOffCredits } from './set-off-credits.server.ts';

/**
 * Part of a claim is open again, or no longer said to be under way: what of the contract's credit had left it alone is set against it
 * now. Called with the claim locked, by whatever freed it.
 */
export async function freeForCredits(tx: In<Context>, { contract }: Pick<LockedClaim, 'contract'>): Promise<void> {
  await setOffCredits(tx, contract);
  await settleContract(tx, contract.id);
}

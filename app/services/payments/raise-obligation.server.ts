import type { Context, In } from '../context.server.ts';
import { setOffCredits } from '../credits/set-off-credits.server.ts';
import { type NewObligation, type Obligation, raiseClaim } from './raise-claim.server.ts';

/** Makes a claim (`raiseClaim`), and a credit of the contract is set against it. The caller has locked the contract. */
export async function raiseObligation(tx: In<Context>, input: NewObligation): Promise<Obligation> {
  const row = await raiseClaim(tx, input);
  await setOffCredits(tx, input.contract);
  return row;
}

import type { Day } from '#app/domain/days.ts';
import type { Context, In } from '../context.server.ts';
import { setOffCredits } from '../credits/set-off-credits.server.ts';
import { getChargedSums } from './charged-sums.server.ts';
import { type ChargedAgain, claimMilestone } from './claim-milestone.server.ts';
import type { Contract } from './own-contract.server.ts';
import type { Milestone } from './own-milestone.server.ts';
import { settleContract } from './settle-contract.server.ts';
import { tellCapReached } from './tell-cap-reached.server.ts';

/** An accepted milestone becomes a claim (`claimMilestone`), which may use up the cap; a credit is set against it, and may have settled the contract. */
export async function chargeMilestone(
  tx: In<Context>,
  contract: Contract,
  milestone: Milestone,
  from: Day,
  by: ChargedAgain = 'accepted',
): Promise<void> {
  const { chargedFen } = await getChargedSums(tx, contract.id);
  await claimMilestone(tx, contract, milestone, { from, by });
  await tellCapReached(tx, contract, chargedFen);
  await setOffCredits(tx, contract);
  await settleContract(tx, contract.id);
}

import type { Context, In } from '../context.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { cancelMilestones } from './cancel-milestones.server.ts';
import type { Contract } from './own-contract.server.ts';
import { settleContract } from './settle-contract.server.ts';

/**
 * Both sides are at one that the patent is lost: what was not accepted by then falls due no more, evidence handed in or not, royalties stop with the day
 * before (Civil Code art. 865); what was paid stays paid (Patent Law art. 47). The declaration is on record already.
 */
export async function loseRights(tx: In<Context>, contract: Contract): Promise<void> {
  await cancelMilestones(tx, contract.id);
  await settleContract(tx, contract.id, await planNextReport(tx, contract));
}

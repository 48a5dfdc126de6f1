import type { Context, In } from '../context.server.ts';
import { endCredit } from '../credits/end-credit.server.ts';
import { followContract } from '../deals/follow-contract.server.ts';
import { tellOfFallenSale } from '../listings/tell-of-fallen-sale.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { cancelMilestones } from './cancel-milestones.server.ts';
import { lapseAmendments } from './lapse-amendments.server.ts';
import { dropQuestions } from './drop-questions.server.ts';
import { planReturn } from './material-returns.server.ts';
import type { Contract } from './own-contract.server.ts';
import { clearTrialDeadlines, stepTrial } from './own-trial.server.ts';

/**
 * What the end of a contract before its time brings with it, whoever ended it: milestones that made nothing due are cancelled, an
 * open trial ends, the deal has failed. The revenue up to that day is still to be reported, and the materials are given back or destroyed; the end must be on record already.
 */
export async function endEarly(tx: In<Context>, contract: Contract): Promise<void> {
  await cancelMilestones(tx, contract.id);
  await stepTrial(tx, contract.id, 'cancel');
  await clearTrialDeadlines(tx, contract.id);
  await clearDeadline(tx, 'contract.term', contract.id);
  await clearDeadline(tx, 'royalty.minimum', contract.id);
  await lapseAmendments(tx, contract);
  await dropQuestions(tx, contract.id);
  await followContract(tx, contract.dealId, 'fail');
  await tellOfFallenSale(tx, { ...contract, contractId: contract.id });
  await planReturn(tx, contract);
  await planNextReport(tx, contract);
  await endCredit(tx, contract);
}

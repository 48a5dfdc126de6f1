import { eq } from 'drizzle-orm';
import { isSettled } from '#app/domain/contract-settlement.ts';
import { deals } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { endCredit } from '../credits/end-credit.server.ts';
import { returnCredit } from '../credits/return-credit.server.ts';
import { followContract } from '../deals/follow-contract.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { getRoyaltyAccount, type RoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { cancelMilestones } from './cancel-milestones.server.ts';
import { closeContract } from './close-contract.server.ts';
import { isTermOver } from './is-term-over.server.ts';
import { type Contract, lockContract, moveContract } from './own-contract.server.ts';
import { clearTrialDeadlines, stepTrial } from './own-trial.server.ts';
import { settlementOf } from './settlement-of.server.ts';

/**
 * Settles a contract in performance once every claim is paid and none can follow; its deal is complete. Called inside the
 * transaction of whatever may have been the last step: money that arrived, a statement without a sum, the end of the term.
 * Asked at any other time it changes nothing. `known` is the account as it stands, where the caller has just loaded it.
 */
export async function settleContract(tx: In<Context>, contractId: string, known?: RoyaltyAccount): Promise<Contract> {
  const contract = await lockContract(tx, contractId);
  await endCredit(tx, contract);
  if (contract.state !== 'performing' || contract.signedAt === null) return contract;
  const claims = await obligationsOf(tx, contractId);
  // Mostly something is open: then the rest need not be asked.
  if (claims.some(({ outstandingFen }) => outstandingFen > 0n)) return contract;
  const account = known ?? (await getRoyaltyAccount(tx, contract));
  if (!isSettled(await settlementOf(tx, contractId, account))) return contract;
  // Nothing follows that a credit could be set against: it is repaid or waived first.
  if (await returnCredit(tx, contract)) return contract;
  const { id, versionN } = contract;
  await cancelMilestones(tx, id);
  await stepTrial(tx, id, 'cancel');
  await clearTrialDeadlines(tx, id);
  const settled = await moveContract(tx, { id, versionN }, 'settle');
  await clearDeadline(tx, 'royalty.report', id);
  await audit(tx, { deed: 'contract.settle', subjectType: 'contract', subjectId: id, versionN });
  await completeDeal(tx, contract.dealId);
  const notice = { kind: 'contract.settle', params: { title: contract.title }, href: `/desk/contracts/${id}` };
  await notifyParties(tx, contract, ['owner', 'officer', 'finance', 'inventor'], notice);
  return (await isTermOver(tx, settled)) ? closeContract(tx, settled) : settled;
}

/** A contract that was paid, reopened by a refund and paid again has completed its deal already. */
async function completeDeal(tx: In<Context>, dealId: string): Promise<void> {
  const [deal] = await tx.db.select({ state: deals.state }).from(deals).where(eq(deals.id, dealId));
  if (deal?.state === 'performing') await followContract(tx, dealId, 'complete');
}

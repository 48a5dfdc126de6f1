import { asc, eq } from 'drizzle-orm';
import { isSettled } from '#app/domain/contract-settlement.ts';
import { dayOf } from '#app/domain/days.ts';
import { termOf } from '#app/domain/schedule.ts';
import { deals, milestones } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { endCredit } from '../credits/end-credit.server.ts';
import { returnCredit } from '../credits/return-credit.server.ts';
import { followContract } from '../deals/follow-contract.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { together } from '../together.server.ts';
import { getRoyaltyAccount, type RoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { cancelMilestones } from './cancel-milestones.server.ts';
import { closeContract } from './close-contract.server.ts';
import { type Contract, lockContract, moveContract } from './own-contract.server.ts';
import { clearTrialDeadlines, stepTrial } from './own-trial.server.ts';

/**
 * Settles a contract in performance once every claim is paid and none can follow; its deal is complete. Called inside the
 * transaction of whatever may have been the last step: money that arrived, a statement without a sum, the end of the term.
 * Asked at any other time it changes nothing. `known` is the account as it stands, where the caller has just loaded it.
 */
export async function settleContract(tx: In<Context>, contractId: string, known?: RoyaltyAccount): Promise<Contract> {
  const contract = await lockContract(tx, contractId);
  if (contract.state === 'terminated') await endCredit(tx, contract);
  if (contract.state !== 'performing' || contract.signedAt === null) return contract;
  const claims = await obligationsOf(tx, contractId);
  const open = claims.filter(({ outstandingFen }) => outstandingFen > 0n);
  // Mostly something is open: then the rest need not be asked.
  if (open.length > 0) return contract;
  const [stones, account] = await together(
    tx.db
      .select()
      .from(milestones)
      .where(eq(milestones.contractId, contractId))
      .orderBy(asc(milestones.position))
      .execute(),
    known ? Promise.resolve(known) : getRoyaltyAccount(tx, contract),
  );
  // What a correction took back does not use up the cap: `chargedFen` is without it.
  const { terms, royalty, isReportLeft, chargedFen } = account;
  const facts = {
    milestones: stones.map((row) => row.state),
    openFen: open.reduce((sum, claim) => sum + claim.outstandingFen, 0n),
    chargedFen,
    capFen: royalty?.capFen ?? null,
    isReportLeft,
  };
  if (!isSettled(facts)) return contract;
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
  const isOver = termOf(terms, { signedOn: dayOf(contract.signedAt) }).endOn < dayOf(tx.now());
  return isOver ? closeContract(tx, settled) : settled;
}

/** A contract that was paid, reopened by a refund and paid again has completed its deal already. */
async function completeDeal(tx: In<Context>, dealId: string): Promise<void> {
  const [deal] = await tx.db.select({ state: deals.state }).from(deals).where(eq(deals.id, dealId));
  if (deal?.state === 'performing') await followContract(tx, dealId, 'complete');
}

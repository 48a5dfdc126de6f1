import { and, asc, eq, inArray } from 'drizzle-orm';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { isBelowSales } from '#app/domain/milestone.ts';
import type { Fen } from '#app/domain/money.ts';
import { milestones, milestoneSubmissions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { chargeMilestone } from './charge-milestone.server.ts';
import { findMilestoneClaim } from './milestone-claim.server.ts';
import type { Contract } from './own-contract.server.ts';
import { type Milestone, stepMilestone } from './own-milestone.server.ts';
import { noDispute, resumeClaim } from './resume-claim.server.ts';

interface Reported {
  readonly basis: 'estimate' | 'actual';
  readonly grossFen: Fen;
}

/** What was sold by the reports that stood before the one that is filed, and by those that stand with it. */
interface Reports {
  readonly before: readonly Reported[];
  readonly after: readonly Reported[];
}

const soldBy = (reports: readonly Reported[]): Fen =>
  reports.reduce((sum, { basis, grossFen }) => sum + (basis === 'actual' ? grossFen : 0n), 0n);

/**
 * The licensee's own reports have reached the sales of a milestone: it falls due without anybody's acceptance. Estimates do not
 * count. Sales of the time before an end of the contract do, although the milestone was cancelled with it: by the report that takes
 * them over what was agreed, by no other. A correction that takes the sales below it again freezes what is not paid, until reports
 * reach it; of what is paid both sides are told, once. Called by the deed that files a report; the contract is locked.
 */
export async function reachMilestones(
  tx: In<Context>,
  contract: Contract,
  terms: PayLaterTerms,
  { before, after }: Reports,
): Promise<void> {
  const [wasFen, soldFen] = [soldBy(before), soldBy(after)];
  const rows = await tx.db
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, contract.id))
    .orderBy(asc(milestones.position));
  for (const row of rows) {
    const { id, position } = row;
    const agreed = terms.milestones[position - 1];
    if (agreed?.trigger !== 'sales_reached' || agreed.triggerFen === null) continue;
    if (soldFen < agreed.triggerFen) {
      // Only by the report that takes the sales below it: what the licensor let go on since is not frozen by the next one.
      const isTakenBelow = wasFen >= agreed.triggerFen;
      if (isTakenBelow && row.state === 'accepted') await freezeBelowSales(tx, contract, row);
      if (isTakenBelow && row.state === 'settled') await tellPaidBelow(tx, contract, row);
      continue;
    }
    if (isBelowSales(row)) {
      await thawReached(tx, contract, row);
      continue;
    }
    // What was refused although the sales were there, or ended in a dispute, is not brought back by a report that adds nothing.
    if (wasFen >= agreed.triggerFen && (row.state === 'cancelled' || (await isRefused(tx, row)))) continue;
    const reached = await stepMilestone(tx, id, 'reach', { acceptedAt: tx.now(), acceptDueAt: null });
    if (reached === null) continue;
    await tell(tx, contract, reached, 'milestone.reach');
    await chargeMilestone(tx, contract, reached, dayOf(tx.now()));
  }
}

async function freezeBelowSales(tx: In<Context>, contract: Contract, row: Milestone): Promise<void> {
  if (await isAcceptedOnEvidence(tx, row.id)) return;
  const frozen = await stepMilestone(tx, row.id, 'contest', { ...noDispute, disputedAt: tx.now() });
  if (frozen === null) return;
  const claim = await findMilestoneClaim(tx, row.id);
  if (claim) await clearDeadline(tx, 'obligation.pay', claim.id);
  await tell(tx, contract, frozen, 'milestone.freeze');
}

async function tellPaidBelow(tx: In<Context>, contract: Contract, row: Milestone): Promise<void> {
  if (!(await isAcceptedOnEvidence(tx, row.id))) await tell(tx, contract, row, 'milestone.unreached');
}

async function thawReached(tx: In<Context>, contract: Contract, row: Milestone): Promise<void> {
  const thawed = await stepMilestone(tx, row.id, 'thaw');
  const claim = thawed && (await resumeClaim(tx, row, { newDays: null }));
  if (!claim) return;
  const dueAt = endOfDay(claim.dueOn);
  await setDeadline(tx, { kind: 'obligation.pay', subjectId: claim.id, orgId: contract.licenseeOrgId, dueAt });
  await tell(tx, contract, thawed, 'milestone.resume');
}

/** Evidence of the sales was accepted, or silence was acceptance: reports do not take that back. */
async function isAcceptedOnEvidence(tx: In<Context>, milestoneId: string): Promise<boolean> {
  const isTaken = inArray(milestoneSubmissions.outcome, ['accepted', 'deemed']);
  return (
    (await tx.db.$count(milestoneSubmissions, and(eq(milestoneSubmissions.milestoneId, milestoneId), isTaken))) > 0
  );
}

/** Evidence was refused: what was handed in since is for the licensee to answer. */
async function isRefused(tx: In<Context>, { id, state }: Milestone): Promise<boolean> {
  if (state === 'rejected') return true;
  const refused = and(eq(milestoneSubmissions.milestoneId, id), eq(milestoneSubmissions.outcome, 'rejected'));
  return state === 'submitted' && (await tx.db.$count(milestoneSubmissions, refused)) > 0;
}

async function tell(tx: In<Context>, contract: Contract, { id, name }: Milestone, kind: string): Promise<void> {
  await audit(tx, { deed: kind, subjectType: 'milestone', subjectId: id });
  const notice = { kind, params: { title: name }, href: `/desk/contracts/${contract.id}` };
  for (const orgId of [contract.licensorOrgId, contract.licenseeOrgId]) {
    await notifyOrganisation(tx, orgId, ['officer', 'finance', 'approver', 'inventor'], notice);
  }
}

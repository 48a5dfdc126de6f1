import { and, asc, eq } from 'drizzle-orm';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { chargedMilestoneStates, isBelowSales } from '#app/domain/milestone.ts';
import type { Fen } from '#app/domain/money.ts';
import { underCap } from '#app/domain/under-cap.ts';
import { milestones, milestoneSubmissions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { claimMilestone } from './claim-milestone.server.ts';
import type { Contract } from './own-contract.server.ts';
import { type Milestone, stepMilestone } from './own-milestone.server.ts';
import { resumeClaim } from './resume-claim.server.ts';
import { takeBackMilestone } from './take-back-milestone.server.ts';

interface Reported {
  readonly basis: 'estimate' | 'actual';
  readonly grossFen: Fen;
}

/** The reports that stood before the one that is filed, those that stand with it, and what they cost. */
interface Reports {
  readonly statementId: string;
  readonly before: readonly Reported[];
  readonly after: readonly Reported[];
  /** Milestones that stand and royalties as booked with the report, each whole, before the cap. */
  readonly beforeCapFen: Fen;
  /** Last day of a contract that is over: no sales follow, though reports of the time before may; null while it runs. */
  readonly closedOn: Day | null;
}

const soldBy = (reports: readonly Reported[]): Fen =>
  reports.reduce((sum, { basis, grossFen }) => sum + (basis === 'actual' ? grossFen : 0n), 0n);

/** The milestones of a contract that reported sales reach, with the sales agreed. */
async function salesStones(tx: In<Context>, contract: Contract, terms: PayLaterTerms) {
  const rows = await tx.db
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, contract.id))
    .orderBy(asc(milestones.position));
  return rows.flatMap((row) => {
    const agreed = terms.milestones[row.position - 1];
    const isOfSales = agreed?.trigger === 'sales_reached' && agreed.triggerFen !== null;
    return isOfSales ? [{ row, triggerFen: agreed.triggerFen ?? 0n }] : [];
  });
}

/**
 * A correction takes the sales below what a milestone was reached with: it is taken back, as `contract:compute` says. Called by the
 * deed that files a report, once what is due of its royalty is booked; the contract is locked. Gives what the cap leaves of the milestones
 * that were taken back, in fen: nothing of one, where what else was sold uses up the cap all the same. Its caller credits it together with
 * the royalties, then lets the report reach others (`reachMilestones`).
 */
export async function takeBackMilestones(
  tx: In<Context>,
  contract: Contract,
  terms: PayLaterTerms,
  { statementId, before, after, beforeCapFen, closedOn }: Reports,
): Promise<Fen> {
  const [wasFen, soldFen] = [soldBy(before), soldBy(after)];
  let [wholeFen, backFen] = [beforeCapFen, 0n];
  for (const { row, triggerFen } of await salesStones(tx, contract, terms)) {
    if (soldFen >= triggerFen || (wasFen < triggerFen && !isBelowSales(row))) continue;
    if (!chargedMilestoneStates.includes(row.state)) continue;
    const back = await takeBackMilestone(tx, contract, row, { statementId, closedOn });
    if (back === null) continue;
    backFen -= underCap(-row.amountFen, terms.royalty?.capFen ?? null, wholeFen);
    wholeFen -= row.amountFen;
    await tell(tx, contract, back, 'milestone.take_back');
  }
  return backFen;
}

/**
 * The licensee's own reports have reached the sales of a milestone: it falls due without anybody's acceptance. Estimates do not
 * count. Sales of the time before an end of the contract do, although the milestone was cancelled with it: by the report that takes
 * them over what was agreed, by no other. Reports that reach one once more that was taken back make another claim. Called by the deed
 * that files a report, once all that it takes back is credited, so that the cap counts none of it; the contract is locked. Its caller
 * sets credits off and settles.
 */
export async function reachMilestones(
  tx: In<Context>,
  contract: Contract,
  terms: PayLaterTerms,
  { before, after }: Pick<Reports, 'before' | 'after'>,
): Promise<void> {
  const [wasFen, soldFen] = [soldBy(before), soldBy(after)];
  for (const { row, triggerFen } of await salesStones(tx, contract, terms)) {
    if (soldFen < triggerFen) continue;
    if (isBelowSales(row)) {
      await thawReached(tx, contract, row);
      continue;
    }
    // What was refused although the sales were there, or ended in a dispute, is not brought back by a report that adds nothing.
    if (wasFen >= triggerFen && (row.state === 'cancelled' || (await isRefused(tx, row)))) continue;
    const reached = await stepMilestone(tx, row.id, 'reach', { acceptedAt: tx.now(), acceptDueAt: null });
    if (reached === null) continue;
    await tell(tx, contract, reached, 'milestone.reach');
    await claimMilestone(tx, contract, reached, dayOf(tx.now()));
  }
}

async function thawReached(tx: In<Context>, contract: Contract, row: Milestone): Promise<void> {
  const thawed = await stepMilestone(tx, row.id, 'thaw');
  const claim = thawed && (await resumeClaim(tx, row, { newDays: null }));
  if (!claim) return;
  const dueAt = endOfDay(claim.dueOn);
  await setDeadline(tx, { kind: 'obligation.pay', subjectId: claim.id, orgId: contract.licenseeOrgId, dueAt });
  await tell(tx, contract, thawed, 'milestone.resume');
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

import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { evidenceStanding, milestonesBySales, moveBySales } from '#app/domain/sales-milestones.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { claimMilestone } from './claim-milestone.server.ts';
import type { Contract } from './own-contract.server.ts';
import { type Milestone, stepMilestone } from './own-milestone.server.ts';
import { resumeClaim } from './resume-claim.server.ts';
import { salesMilestones } from './sales-milestones.server.ts';
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

/** What the reports say of sales and days. */
const saidBy = (tx: In<Context>, { before, after, closedOn }: Omit<Reports, 'statementId' | 'beforeCapFen'>) => ({
  sales: { wasFen: soldBy(before), soldFen: soldBy(after) },
  day: { closedOn, today: dayOf(tx.now()) },
});

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
  reports: Reports,
): Promise<Fen> {
  const { sales, day } = saidBy(tx, reports);
  const found = await salesMilestones(tx, contract.id, terms);
  const charged = { capFen: terms.royalty?.capFen ?? null, beforeCapFen: reports.beforeCapFen, ...day };
  const stones = found.map(({ stone }) => stone);
  const moves = milestonesBySales(stones, sales, charged).filter(({ kind }) => kind === 'taken_back');
  for (const { row, stone } of found) {
    if (!moves.some(({ position }) => position === row.position)) continue;
    const evidence = evidenceStanding(stone, day);
    const { statementId, closedOn } = reports;
    const agreed = terms.milestones[row.position - 1];
    if (agreed === undefined) throw new AppError('state_changed');
    const back = await takeBackMilestone(tx, contract, row, { statementId, closedOn, evidence, agreed });
    await tell(tx, contract, back, 'milestone.take_back');
  }
  return moves.reduce((sum, { fen }) => sum + fen, 0n);
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
  reports: Omit<Reports, 'statementId' | 'beforeCapFen'>,
): Promise<void> {
  const { sales, day } = saidBy(tx, reports);
  for (const { row, stone } of await salesMilestones(tx, contract.id, terms)) {
    const move = moveBySales(stone, sales, day);
    if (move === 'resumed') await thawReached(tx, contract, row);
    if (move !== 'reached') continue;
    const reached = await stepMilestone(tx, row.id, 'reach', { acceptedAt: tx.now(), acceptDueAt: null });
    if (reached === null) throw new AppError('state_changed');
    await tell(tx, contract, reached, 'milestone.reach');
    await claimMilestone(tx, contract, reached, { from: dayOf(tx.now()), by: 'reached' });
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

async function tell(tx: In<Context>, contract: Contract, { id, name }: Milestone, kind: string): Promise<void> {
  await audit(tx, { deed: kind, subjectType: 'milestone', subjectId: id });
  const notice = { kind, params: { title: name }, href: `/desk/contracts/${contract.id}` };
  await notifyParties(tx, contract, ['officer', 'finance', 'approver', 'inventor'], notice);
}

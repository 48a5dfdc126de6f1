import { v5 } from 'uuid';
import type { MilestoneTerms } from '#app/domain/contract.ts';
import { type Day, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { EvidenceStanding } from '#app/domain/sales-milestones.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import type { Contract } from './own-contract.server.ts';
import { answerSubmission, type Milestone, stepMilestone } from './own-milestone.server.ts';
import { noDispute, resumeClaim } from './resume-claim.server.ts';

interface TakenBack {
  /** The report that took the sales below what was agreed. */
  readonly statementId: string;
  /** Last day of a contract that is over: nothing but a report of the time before it can reach it; null while it runs. */
  readonly closedOn: Day | null;
  readonly evidence: EvidenceStanding;
  /** What the version in force says of it. */
  readonly agreed: MilestoneTerms;
}

/**
 * Corrected sales no longer reach a milestone: it stands no longer, whether its claim was paid, in part or not at all; interest that
 * was charged stands, and its caller makes what it cost a credit (`creditReport`). Reached again it is a claim of its own. Evidence whose
 * days to answer run on waits again, and what a dispute or the end of the contract stopped is over. Called with the contract locked,
 * where `moveBySales` says so. Nothing of it performed any more, it has the words of the version in force.
 */
export async function takeBackMilestone(
  tx: In<Context>,
  contract: Contract,
  row: Milestone,
  { statementId, closedOn, evidence, agreed }: TakenBack,
): Promise<Milestone> {
  const resumed = row.state === 'frozen' ? await resumeClaim(tx, row, { newDays: null }) : null;
  if (resumed) {
    const deadline = { kind: 'obligation.pay', subjectId: resumed.id, orgId: contract.licenseeOrgId } as const;
    await setDeadline(tx, { ...deadline, dueAt: endOfDay(resumed.dueOn) });
  }
  const claimSubjectId = v5(statementId, row.id);
  const back = await stepMilestone(tx, row.id, 'takeBack', {
    ...noDispute,
    ...(evidence.kind !== 'waits' && wordsOf(agreed)),
    acceptedAt: null,
    claimSubjectId,
  });
  if (back === null) throw new AppError('state_changed');
  if (evidence.kind === 'stopped') await answerSubmission(tx, row.id, { outcome: 'stopped' });
  if (closedOn !== null) await stepMilestone(tx, row.id, 'cancel');
  else if (evidence.kind === 'waits') {
    const acceptDueAt = endOfDay(evidence.answerBy);
    await stepMilestone(tx, row.id, 'submit', { acceptDueAt });
    const deadline = { kind: 'milestone.accept', subjectId: row.id, orgId: contract.licenseeOrgId } as const;
    await setDeadline(tx, { ...deadline, dueAt: acceptDueAt });
  }
  return back;
}

const wordsOf = ({ name, amountFen, payWithinDays, acceptWithinDays }: MilestoneTerms) => ({
  name,
  amountFen,
  payWithinDays,
  acceptWithinDays,
});

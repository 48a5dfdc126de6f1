import { and, desc, eq, inArray } from 'drizzle-orm';
import { v5 } from 'uuid';
import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { milestoneSubmissions } from '#db/schema/index.ts';
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
}

/**
 * Corrected sales no longer reach a milestone: it stands no longer, whether its claim was paid, in part or not at all; interest that
 * had run stands, and its caller makes what it cost a credit (`creditReport`). Reached again it is a claim of its own. Evidence whose
 * days to answer run on waits again, and what a dispute or the end of the contract stopped is over. Null where evidence of the
 * sales was accepted, or silence was acceptance: reports do not take that back. Called with the contract locked.
 */
export async function takeBackMilestone(
  tx: In<Context>,
  contract: Contract,
  row: Milestone,
  { statementId, closedOn }: TakenBack,
): Promise<Milestone | null> {
  const waiting = await findUnanswered(tx, row.id);
  const answerBy = waiting && addDays(dayOf(waiting.submittedAt), row.acceptWithinDays);
  // A dispute stops the days to answer, and so does the end of the contract.
  const isDisputed = answerBy !== null && row.disputedAt !== null && dayOf(row.disputedAt) <= answerBy;
  const isStopped = isDisputed || (answerBy !== null && closedOn !== null && closedOn < answerBy);
  const isSilent = answerBy !== null && !isStopped && endOfDay(answerBy) < tx.now();
  if (isSilent || (await isAcceptedOnEvidence(tx, row.id))) return null;
  const resumed = row.state === 'frozen' ? await resumeClaim(tx, row, { newDays: null }) : null;
  if (resumed) {
    const deadline = { kind: 'obligation.pay', subjectId: resumed.id, orgId: contract.licenseeOrgId } as const;
    await setDeadline(tx, { ...deadline, dueAt: endOfDay(resumed.dueOn) });
  }
  const claimSubjectId = v5(statementId, row.id);
  const back = await stepMilestone(tx, row.id, 'takeBack', { ...noDispute, acceptedAt: null, claimSubjectId });
  if (back === null) return null;
  if (isStopped) await answerSubmission(tx, row.id, { outcome: 'stopped' });
  if (closedOn !== null) await stepMilestone(tx, row.id, 'cancel');
  else if (answerBy !== null && !isStopped) {
    const acceptDueAt = endOfDay(answerBy);
    await stepMilestone(tx, row.id, 'submit', { acceptDueAt });
    const deadline = { kind: 'milestone.accept', subjectId: row.id, orgId: contract.licenseeOrgId } as const;
    await setDeadline(tx, { ...deadline, dueAt: acceptDueAt });
  }
  return back;
}

/** Evidence of the sales was accepted, or silence was acceptance. */
async function isAcceptedOnEvidence(tx: In<Context>, milestoneId: string): Promise<boolean> {
  const isTaken = inArray(milestoneSubmissions.outcome, ['accepted', 'deemed']);
  return (
    (await tx.db.$count(milestoneSubmissions, and(eq(milestoneSubmissions.milestoneId, milestoneId), isTaken))) > 0
  );
}

/** Evidence that nobody answered, because the sales reached the milestone first. */
async function findUnanswered(tx: In<Context>, milestoneId: string) {
  const [last] = await tx.db
    .select()
    .from(milestoneSubmissions)
    .where(eq(milestoneSubmissions.milestoneId, milestoneId))
    .orderBy(desc(milestoneSubmissions.n))
    .limit(1);
  return last?.outcome === null ? last : null;
}

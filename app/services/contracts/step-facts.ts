import type { StepFacts } from '#app/domain/contract-step.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { ObligationLine } from '../payments/queries.server.ts';
import type { listMilestones } from './contract-rows.server.ts';

/** A milestone as far as the next step depends on it. */
export const milestoneToStep = (
  row: Awaited<ReturnType<typeof listMilestones>>[number],
  terms: PayLaterTerms,
): StepFacts['milestones'][number] => ({
  ...row,
  trigger: terms.milestones[row.position - 1]?.trigger ?? null,
  triggerOn: terms.milestones[row.position - 1]?.triggerOn ?? null,
  acceptDueOn: row.acceptDueAt && dayOf(row.acceptDueAt),
  rejectedFor: row.state === 'rejected' ? (row.submissions.at(-1)?.reason ?? null) : null,
});

/** What is open of a claim: what its own unit took out of the book is nobody's next step there; the payer's it stays. */
export function claimToStep(row: ObligationLine): StepFacts['claims'][number][] {
  const { id, label, claimedFen, dueOn, isContested } = row;
  const openFen = row.outstandingFen - row.writtenOffFen;
  return openFen > 0n ? [{ id, label, openFen, claimedFen, dueOn, isContested }] : [];
}

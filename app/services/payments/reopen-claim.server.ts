import { endOfDay } from '#app/domain/days.ts';
import type { Fen } from '#app/domain/money.ts';
import type { Context, In } from '../context.server.ts';
import { findClaimedMilestone } from '../contracts/milestone-claim.server.ts';
import { reopenContract } from '../contracts/reopen-contract.server.ts';
import { reopenMilestone } from '../contracts/reopen-milestone.server.ts';
import { freeForCredits } from '../credits/free-for-credits.server.ts';
import { moveToTakenBack } from '../credits/move-to-taken-back.server.ts';
import { deferReopened } from '../invoices/defer-uninvoiced.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { reopenStatement } from '../royalties/reopen-statement.server.ts';
import type { LockedClaim } from './lock-claim.server.ts';

/**
 * So much of a claim that was settled is open again, with its old date: money went back to its payer, or was taken off the claim and is an
 * advance again. Both books say so already. The claim is locked.
 */
export async function reopenClaim(
  tx: In<Context>,
  { contract, obligation, amountFen }: Pick<LockedClaim, 'contract' | 'obligation'> & { readonly amountFen: Fen },
): Promise<void> {
  const dueAt = endOfDay(obligation.dueOn);
  await setDeadline(tx, { kind: 'obligation.pay', subjectId: obligation.id, orgId: obligation.payerOrgId, dueAt });
  const milestoneId = obligation.kind === 'milestone' && (await findClaimedMilestone(tx, obligation.subjectId));
  if (milestoneId) await reopenMilestone(tx, milestoneId);
  const opened = milestoneId === null ? await moveToTakenBack(tx, { contract, obligation, amountFen }) : null;
  if (obligation.kind === 'royalty') await reopenStatement(tx, obligation.subjectId, contract.licensorOrgId);
  await freeForCredits(tx, { contract: await reopenContract(tx, contract.id) });
  for (const { id } of [obligation, ...(opened ? [opened] : [])]) await deferReopened(tx, id);
}

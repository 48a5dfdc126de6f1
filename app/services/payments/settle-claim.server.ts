import type { obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { findClaimedMilestone } from '../contracts/milestone-claim.server.ts';
import { settleMilestone } from '../contracts/settle-milestone.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { stepStatement } from '../royalties/own-statement.server.ts';

/** Nothing of a claim is open any more: its deadline is done, and what gave rise to it is settled. The contract is locked. */
export async function settleClaim(
  tx: In<Context>,
  claim: Pick<typeof obligations.$inferSelect, 'id' | 'kind' | 'subjectId'>,
): Promise<void> {
  await clearDeadline(tx, 'obligation.pay', claim.id);
  const milestoneId = claim.kind === 'milestone' ? await findClaimedMilestone(tx, claim.subjectId) : null;
  if (milestoneId !== null) await settleMilestone(tx, milestoneId);
  if (claim.kind === 'royalty') await stepStatement(tx, { id: claim.subjectId }, 'settle');
}

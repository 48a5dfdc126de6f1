import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { stepMilestone } from './own-milestone.server.ts';
import { resumeClaim } from './resume-claim.server.ts';

/** Its claim is fully paid: the milestone is settled, a dispute of it over. Called by the payment's own transaction. */
export async function settleMilestone(tx: In<Context>, milestoneId: string): Promise<void> {
  const row = await stepMilestone(tx, milestoneId, 'settle');
  if (row?.disputedAt) await resumeClaim(tx, row, null);
  if (row) await audit(tx, { deed: 'milestone.settle', subjectType: 'milestone', subjectId: row.id });
}

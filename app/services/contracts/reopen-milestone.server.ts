import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { stepMilestone } from './own-milestone.server.ts';

/** Money that had settled it went back: the milestone is due again. Called by the refund's own transaction; the contract is locked. */
export async function reopenMilestone(tx: In<Context>, milestoneId: string): Promise<void> {
  const row = await stepMilestone(tx, milestoneId, 'reopen');
  if (row) await audit(tx, { deed: 'milestone.reopen', subjectType: 'milestone', subjectId: row.id });
}

import { asc, eq } from 'drizzle-orm';
import type { MilestoneState } from '#app/domain/milestone.ts';
import { milestones } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { stepMilestone } from './own-milestone.server.ts';

/** Cancels the milestones of a locked contract that have made nothing due, except in the states to `keep`. */
export async function cancelMilestones(
  tx: In<Context>,
  contractId: string,
  keep: readonly MilestoneState[] = [],
): Promise<void> {
  const rows = await tx.db
    .select({ id: milestones.id, state: milestones.state })
    .from(milestones)
    .where(eq(milestones.contractId, contractId))
    .orderBy(asc(milestones.position));
  for (const { id, state } of rows) {
    const cancelled = keep.includes(state) ? null : await stepMilestone(tx, id, 'cancel', { acceptDueAt: null });
    if (cancelled === null) continue;
    await clearDeadline(tx, 'milestone.accept', id);
    await audit(tx, { deed: 'milestone.cancel', subjectType: 'milestone', subjectId: id });
  }
}

import { asc, eq } from 'drizzle-orm';
import type { MilestoneState } from '#app/domain/milestone.ts';
import { milestones } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { stepMilestone } from './own-milestone.server.ts';

/**
 * Cancels the milestones of a locked contract that have made nothing due, except in the states to `keep`; of some positions only, where
 * `only` names them. Answers the positions that it cancelled.
 */
export async function cancelMilestones(
  tx: In<Context>,
  contractId: string,
  keep: readonly MilestoneState[] = [],
  only: readonly number[] | null = null,
): Promise<number[]> {
  const rows = await tx.db
    .select({ id: milestones.id, position: milestones.position, state: milestones.state })
    .from(milestones)
    .where(eq(milestones.contractId, contractId))
    .orderBy(asc(milestones.position));
  const done: number[] = [];
  for (const { id, position, state } of rows) {
    const isKept = keep.includes(state) || only?.includes(position) === false;
    const cancelled = isKept ? null : await stepMilestone(tx, id, 'cancel', { acceptDueAt: null });
    if (cancelled === null) continue;
    await clearDeadline(tx, 'milestone.accept', id);
    await audit(tx, { deed: 'milestone.cancel', subjectType: 'milestone', subjectId: id });
    done.push(position);
  }
  return done;
}

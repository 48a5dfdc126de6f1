import { and, eq, inArray } from 'drizzle-orm';
import { sourcesOf } from '#app/domain/machine.ts';
import { milestoneMachine } from '#app/domain/milestone.ts';
import { milestones } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';

/** Its claim is fully paid: the milestone is settled. Called by the payment's own transaction. */
export async function settleMilestone(tx: In<Context>, milestoneId: string): Promise<void> {
  const [row] = await tx.db
    .update(milestones)
    .set({ state: 'settled', updatedAt: tx.now() })
    .where(and(eq(milestones.id, milestoneId), inArray(milestones.state, sourcesOf(milestoneMachine, 'settle'))))
    .returning({ id: milestones.id });
  if (row) await audit(tx, { deed: 'milestone.settle', subjectType: 'milestone', subjectId: row.id });
}

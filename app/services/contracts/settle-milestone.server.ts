import { eq, max } from 'drizzle-orm';
import type { Day } from '#app/domain/days.ts';
import { allocations, obligations, receipts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { stepMilestone } from './own-milestone.server.ts';
import { resumeClaim } from './resume-claim.server.ts';

/** Its claim is fully paid: the milestone is settled, a dispute of it over. Called by the payment's own transaction. */
export async function settleMilestone(tx: In<Context>, milestoneId: string): Promise<void> {
  const row = await stepMilestone(tx, milestoneId, 'settle');
  if (row?.disputedAt) await resumeClaim(tx, row, { newDays: null, endedOn: await lastPaidOn(tx, row.id) });
  if (row) await audit(tx, { deed: 'milestone.settle', subjectType: 'milestone', subjectId: row.id });
}

/** The day on which the last of a milestone's money was paid, which may be long before somebody confirms it. */
async function lastPaidOn({ db }: In<Context>, milestoneId: string): Promise<Day | undefined> {
  const [last] = await db
    .select({ on: max(receipts.paidOn) })
    .from(allocations)
    .innerJoin(receipts, eq(receipts.id, allocations.receiptId))
    .innerJoin(obligations, eq(obligations.id, allocations.obligationId))
    .where(eq(obligations.subjectId, milestoneId));
  return last?.on ?? undefined;
}

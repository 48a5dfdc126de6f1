import { eq, max } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/days.ts';
import { allocations, creditUses, obligations, receipts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { claimSubjectOf } from './milestone-claim.server.ts';
import { stepMilestone } from './own-milestone.server.ts';
import { resumeClaim } from './resume-claim.server.ts';

/** Its claim as it stands is fully paid: the milestone is settled, a dispute of it over. Called by the payment's own transaction. */
export async function settleMilestone(tx: In<Context>, milestoneId: string): Promise<void> {
  const row = await stepMilestone(tx, milestoneId, 'settle');
  if (row?.disputedAt) {
    await resumeClaim(tx, row, { newDays: null, endedOn: await lastPaidOn(tx, claimSubjectOf(row)) });
  }
  if (row) await audit(tx, { deed: 'milestone.settle', subjectType: 'milestone', subjectId: row.id });
}

/** The day on which the last of it was paid or set off; a payment's may be long before somebody confirms it. */
async function lastPaidOn({ db }: In<Context>, subjectId: string): Promise<Day | undefined> {
  const [paid] = await db
    .select({ on: max(receipts.paidOn) })
    .from(allocations)
    .innerJoin(receipts, eq(receipts.id, allocations.receiptId))
    .innerJoin(obligations, eq(obligations.id, allocations.obligationId))
    .where(eq(obligations.subjectId, subjectId));
  const [credited] = await db
    .select({ at: max(creditUses.createdAt) })
    .from(creditUses)
    .innerJoin(obligations, eq(obligations.id, creditUses.obligationId))
    .where(eq(obligations.subjectId, subjectId));
  const days = [paid?.on, credited?.at && dayOf(credited.at)].filter((day) => day !== null && day !== undefined);
  return days.toSorted().at(-1);
}

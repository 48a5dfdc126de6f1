import { eq } from 'drizzle-orm';
import { dueAfterDispute } from '#app/domain/claim-dispute.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { interestCharges, milestones, obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import type { Milestone } from './own-milestone.server.ts';

/** A milestone's dispute is over. */
export const noDispute = { disputeReason: null, disputedSide: null, disputedAt: null } as const;

/**
 * The clock of a contested claim goes on: its day to pay moves by the days that the dispute lasted, or to the days that the
 * licensor grants anew. A day on which interest was charged already stays. Null where nothing was contested.
 */
export async function resumeClaim(
  tx: In<Context>,
  { id, disputedAt }: Pick<Milestone, 'id' | 'disputedAt'>,
  newDays: number | null,
): Promise<{ readonly id: string; readonly dueOn: Day } | null> {
  const [claim] = await tx.db.select().from(obligations).where(eq(obligations.subjectId, id));
  await tx.db.update(milestones).set(noDispute).where(eq(milestones.id, id));
  if (claim === undefined || disputedAt === null) return null;
  if ((await tx.db.$count(interestCharges, eq(interestCharges.obligationId, claim.id))) > 0) return claim;
  const days = { contestedOn: dayOf(disputedAt), endedOn: dayOf(tx.now()), newDays };
  const dueOn = dueAfterDispute({ dueOn: claim.dueOn, ...days });
  await tx.db.update(obligations).set({ dueOn }).where(eq(obligations.id, claim.id));
  return { id: claim.id, dueOn };
}

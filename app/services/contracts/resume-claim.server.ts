import { eq } from 'drizzle-orm';
import { endDispute } from '#app/domain/claim-dispute.ts';
import { type Day, dayOf, laterDay } from '#app/domain/days.ts';
import { claimPauses, milestones } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { findPayDaysEnd } from '../invoices/start-pay-days.server.ts';
import { moveDueDay } from '../payments/move-due-day.server.ts';
import { findMilestoneClaim } from './milestone-claim.server.ts';
import type { Milestone } from './own-milestone.server.ts';

/** A milestone's dispute is over. */
export const noDispute = { disputeReason: null, disputedSide: null, disputedAt: null } as const;

/**
 * The clock of a contested claim goes on. One that was not late has its day to pay moved by the days that the dispute lasted; of
 * one that was late these days do not count; or the licensor grants the days anew. A day on which interest was charged already
 * stays. Null where nothing was contested.
 */
export async function resumeClaim(
  tx: In<Context>,
  { id, disputedAt }: Pick<Milestone, 'id' | 'disputedAt'>,
  { newDays, endedOn = dayOf(tx.now()) }: { readonly newDays: number | null; readonly endedOn?: Day },
): Promise<{ readonly id: string; readonly dueOn: Day } | null> {
  const claim = await findMilestoneClaim(tx, id);
  await tx.db.update(milestones).set(noDispute).where(eq(milestones.id, id));
  if (claim === null || disputedAt === null) return null;
  const contestedOn = dayOf(disputedAt);
  const days = { contestedOn, endedOn: endedOn < contestedOn ? contestedOn : endedOn, newDays };
  const { dueOn, pause } = endDispute({ dueOn: claim.dueOn, ...days });
  if (pause) await tx.db.insert(claimPauses).values({ obligationId: claim.id, ...pause, createdAt: tx.now() });
  // The invoice that the days to pay wait for may have come while it was contested.
  const endOn = laterDay(dueOn, (await findPayDaysEnd(tx, claim)) ?? dueOn);
  return { id: claim.id, dueOn: (await moveDueDay(tx, claim, endOn)) ?? claim.dueOn };
}

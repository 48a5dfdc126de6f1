import { eq } from 'drizzle-orm';
import { endOfDay } from '#app/domain/days.ts';
import type { Fen } from '#app/domain/money.ts';
import { type contracts, obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { findMilestoneClaim } from '../contracts/milestone-claim.server.ts';
import { reopenMilestone } from '../contracts/reopen-milestone.server.ts';
import { creditedFen } from '../payments/claim-sums.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { freeCredit } from './free-credit.server.ts';

interface Reopened {
  readonly contract: Pick<typeof contracts.$inferSelect, 'id' | 'licensorOrgId' | 'licenseeOrgId'>;
  /** A milestone's claim that was taken back, whose money went back to its payer. */
  readonly obligation: Pick<typeof obligations.$inferSelect, 'subjectId' | 'milestoneId'>;
  readonly amountFen: Fen;
}

/**
 * So much of a claim that was taken back is open again, and its milestone has been reached once more: the credit that it had become
 * leaves the claim that stands and is free for the one that does not (`setOffCredits` takes that first). What the licensee owes is
 * owed on the later day: nobody is late with a claim that a correction did away with. Nothing where no claim of the milestone stands; then
 * what is open keeps its day, as every claim that a refund opens. The contract is locked. The claim that is open now; null for nothing.
 */
export async function moveToTakenBack(
  tx: In<Context>,
  { contract, obligation, amountFen }: Reopened,
): Promise<{ readonly id: string } | null> {
  const milestoneId = obligation.milestoneId ?? obligation.subjectId;
  const standing = await findMilestoneClaim(tx, milestoneId);
  if (standing === null || standing.subjectId === obligation.subjectId) return null;
  const [covered] = await tx.db.select({ fen: creditedFen }).from(obligations).where(eq(obligations.id, standing.id));
  const coveredFen = BigInt(covered?.fen ?? '0');
  const movedFen = coveredFen < amountFen ? coveredFen : amountFen;
  if (movedFen <= 0n) return null;
  await freeCredit(tx, { contract, obligation: standing, amountFen: movedFen });
  const dueAt = endOfDay(standing.dueOn);
  await setDeadline(tx, { kind: 'obligation.pay', subjectId: standing.id, orgId: standing.payerOrgId, dueAt });
  await reopenMilestone(tx, milestoneId);
  return standing;
}

import { and, eq, max } from 'drizzle-orm';
import { isMinimum } from '#app/domain/compute-clauses.ts';
import type { Performed } from '#app/domain/amendment-rules.ts';
import { type Day, dayOf, laterDay } from '#app/domain/days.ts';
import { contracts, milestones, obligations, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { outstandingFen } from '../payments/claim-sums.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { getChargedSums } from './charged-sums.server.ts';

/**
 * What of a contract was performed so far: positions, from 1, of milestones that are no longer pending, whether and until when revenue was
 * reported or a minimum charged, what was charged, and whether something that fell due is not paid. `askedOn`: the day by which the
 * question is asked, today unless both signed before; what was counted since is counted all the same.
 */
export async function performedOf(
  ctx: Pick<Context, 'db' | 'now'>,
  contractId: string,
  askedOn: Day = dayOf(ctx.now()),
): Promise<Performed> {
  const { db } = ctx;
  const stones = await db
    .select({ position: milestones.position, state: milestones.state })
    .from(milestones)
    .where(eq(milestones.contractId, contractId));
  const [reported] = await db
    .select({ untilOn: max(royaltyStatements.endsOn) })
    .from(royaltyStatements)
    .where(eq(royaltyStatements.contractId, contractId));
  const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
  const charged = contract === undefined ? null : await minimaUntil(ctx, contract);
  const countedUntil = laterDay(reported?.untilOn ?? '', charged ?? '') || null;
  // What is charged today is of a period that is over, in which no change of today begins.
  const reportedUntil = askedOn < dayOf(ctx.now()) ? countedUntil : (reported?.untilOn ?? null);
  return {
    reached: stones.filter(({ state }) => state !== 'pending').map(({ position }) => position),
    hasOpenClaims: await hasOpenClaims({ db }, contractId),
    hasReports:
      reportedUntil !== null ||
      (await db.$count(obligations, and(eq(obligations.contractId, contractId), eq(obligations.kind, 'royalty')))) > 0,
    reportedUntil,
    countedUntil,
    signedOn: contract?.signedAt ? dayOf(contract.signedAt) : null,
    chargedFen: (await getChargedSums({ db }, contractId)).chargedFen,
    today: askedOn,
  };
}

/** Last day of the last period, or of the last one of a year, whose minimum was charged because nobody reported; null without one. */
async function minimaUntil(
  ctx: Pick<Context, 'db' | 'now'>,
  contract: typeof contracts.$inferSelect,
): Promise<Day | null> {
  if (contract.signedVersionN === null || contract.signedAt === null) return null;
  const { books, periods } = await getRoyaltyAccount(ctx, contract);
  const minima = (books?.charges ?? []).filter(({ clause, amountFen }) => isMinimum(clause) && amountFen > 0n);
  const ends = minima.flatMap(({ period, contractYear }) => {
    const last = periods.findLast((one) => (period === null ? one.contractYear === contractYear : one.key === period));
    return last === undefined ? [] : [last.endOn];
  });
  return ends.reduce(laterDay, '') || null;
}

async function hasOpenClaims({ db }: Pick<Context, 'db'>, contractId: string): Promise<boolean> {
  const rows = await db
    .select({ openFen: outstandingFen })
    .from(obligations)
    .where(eq(obligations.contractId, contractId));
  return rows.some(({ openFen }) => BigInt(openFen) > 0n);
}

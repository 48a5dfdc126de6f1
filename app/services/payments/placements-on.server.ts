import { asc, eq } from 'drizzle-orm';
import { standingPlacements } from '#app/domain/advance.ts';
import { allocations, receipts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What stands on a claim out of advances of other receipts or its own, and counts from the day on which that money was paid. */
export async function placementsOn({ db }: Pick<Context, 'db'>, obligationId: string) {
  const rows = await db
    .select({ allocation: allocations, no: receipts.no, method: receipts.method, paidOn: receipts.paidOn })
    .from(allocations)
    .innerJoin(receipts, eq(receipts.id, allocations.receiptId))
    .where(eq(allocations.obligationId, obligationId))
    .orderBy(asc(allocations.createdAt), asc(allocations.id));
  const standing = new Set(standingPlacements(rows.map(({ allocation }) => allocation)).map(({ id }) => id));
  return rows
    .filter(({ allocation }) => standing.has(allocation.id))
    .map(({ allocation: { id, receiptId, amountFen }, ...receipt }) => ({ id, receiptId, amountFen, ...receipt }));
}

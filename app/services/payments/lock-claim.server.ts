import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { allocations, contracts, obligations, receipts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

export interface LockedClaim {
  readonly contract: typeof contracts.$inferSelect;
  readonly obligation: typeof obligations.$inferSelect;
  /** Not yet covered by money that arrived. */
  readonly outstandingFen: Fen;
  /** Said to be under way by bank transfer, not yet confirmed. */
  readonly claimedFen: Fen;
}

/**
 * Locks a claim in the house's order, contract before obligation, and says how much of it is open. Every deed that adds to
 * or takes from a claim begins here, so that the sums it decides on cannot change under it.
 */
export async function lockClaim(tx: In<Context>, obligationId: string): Promise<LockedClaim> {
  const [found] = await tx.db
    .select({ contractId: obligations.contractId })
    .from(obligations)
    .where(eq(obligations.id, obligationId));
  if (found === undefined) throw new AppError('not_found');
  const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, found.contractId)).for('update');
  const [obligation] = await tx.db.select().from(obligations).where(eq(obligations.id, obligationId)).for('update');
  if (contract === undefined || obligation === undefined) throw new AppError('not_found');
  const [paid] = await tx.db
    .select({ fen: sql<string>`coalesce(sum(${allocations.amountFen}), 0)` })
    .from(allocations)
    .innerJoin(receipts, eq(receipts.id, allocations.receiptId))
    .where(and(eq(allocations.obligationId, obligationId), eq(receipts.state, 'confirmed')));
  const [claimed] = await tx.db
    .select({ fen: sql<string>`coalesce(sum(${receipts.amountFen}), 0)` })
    .from(receipts)
    .where(and(eq(receipts.obligationId, obligationId), eq(receipts.state, 'claimed')));
  return {
    contract,
    obligation,
    outstandingFen: obligation.amountFen - BigInt(paid?.fen ?? '0'),
    claimedFen: BigInt(claimed?.fen ?? '0'),
  };
}

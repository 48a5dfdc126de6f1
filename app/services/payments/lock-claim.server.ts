import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { contracts, obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { claimedFen, outstandingFen as openFen } from './claim-sums.server.ts';

export interface LockedClaim {
  readonly contract: typeof contracts.$inferSelect;
  readonly obligation: typeof obligations.$inferSelect;
  /** Not yet covered, by money that arrived or a credit. */
  readonly outstandingFen: Fen;
  /** Open and not said to be under way by bank transfer. */
  readonly payableFen: Fen;
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
  const [sums] = await tx.db.select({ openFen, claimedFen }).from(obligations).where(eq(obligations.id, obligationId));
  if (contract === undefined || obligation === undefined || sums === undefined) throw new AppError('not_found');
  const outstandingFen = BigInt(sums.openFen);
  return { contract, obligation, outstandingFen, payableFen: outstandingFen - BigInt(sums.claimedFen) };
}

import { eq } from 'drizzle-orm';
import { openParts } from '#app/domain/allocation.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { contracts, obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { together } from '../together.server.ts';
import { claimedFen, outstandingFen as openFen } from './claim-sums.server.ts';

export interface LockedClaim {
  readonly contract: typeof contracts.$inferSelect;
  readonly obligation: typeof obligations.$inferSelect;
  /** Not yet covered, by money that arrived or a credit. */
  readonly outstandingFen: Fen;
  /** What of it is said to be under way by bank transfer. */
  readonly awaitedFen: Fen;
  /** Open and not said to be under way. */
  readonly payableFen: Fen;
}

/**
 * Locks a claim in the house's order, contract before obligation, and says how much of it is open. Every deed that adds to
 * or takes from a claim begins here, so that the sums it decides on cannot change under it.
 */
export async function lockClaim(tx: In<Context>, obligationId: string): Promise<LockedClaim> {
  const own = eq(obligations.id, obligationId);
  const ofClaim = tx.db.select({ id: obligations.contractId }).from(obligations).where(own);
  const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, ofClaim)).for('update');
  if (contract === undefined) throw new AppError('not_found');
  // One connection answers in order: the sums are taken with the lock held.
  const [[obligation], [sums]] = await together(
    tx.db.select().from(obligations).where(own).for('update').execute(),
    tx.db.select({ openFen, claimedFen }).from(obligations).where(own).execute(),
  );
  if (obligation === undefined || sums === undefined) throw new AppError('not_found');
  const outstandingFen = BigInt(sums.openFen);
  return { contract, obligation, outstandingFen, ...openParts(outstandingFen, BigInt(sums.claimedFen)) };
}

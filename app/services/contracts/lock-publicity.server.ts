import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { publicities } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { type Contract, lockContract } from './own-contract.server.ts';

/** Locks a publicity in the house's order, its contract first, so that state, objections and signing cannot disagree. */
export async function lockPublicity(
  tx: In<Context>,
  publicityId: string,
): Promise<{ contract: Contract; publicity: Publicity }> {
  const [found] = await tx.db
    .select({ contractId: publicities.contractId })
    .from(publicities)
    .where(eq(publicities.id, publicityId));
  if (found === undefined) throw new AppError('not_found');
  const contract = await lockContract(tx, found.contractId);
  const [publicity] = await tx.db.select().from(publicities).where(eq(publicities.id, publicityId)).for('update');
  if (publicity === undefined) throw new AppError('not_found');
  return { contract, publicity };
}

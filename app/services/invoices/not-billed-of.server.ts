import { takenBackByClaim, type TakenBack } from '#app/domain/taken-back-claims.ts';
import type { Context } from '../context.server.ts';
import { chargedClaims, creditParts, creditUsesOf } from '../credits/credit-facts.server.ts';

/**
 * What reports took back of each claim of a contract, by the claim's id, wherever its credit was set off since. What the licensee waived
 * stays the licensor's.
 */
export async function notBilledOf(
  ctx: Pick<Context, 'db'>,
  contractId: string,
): Promise<ReadonlyMap<string, TakenBack>> {
  const parts = await creditParts(ctx, contractId);
  if (parts.length === 0) return new Map();
  const [uses, claims] = await Promise.all([creditUsesOf(ctx, contractId), chargedClaims(ctx, contractId)]);
  return takenBackByClaim(uses, parts, claims);
}

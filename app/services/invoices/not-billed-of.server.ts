import { takenBackByClaim, type TakenBack } from '#app/domain/taken-back-claims.ts';
import type { Context } from '../context.server.ts';
import { chargedClaims, creditParts, setOffUses } from '../credits/credit-facts.server.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';

/**
 * What reports took back of each claim of a contract, by the claim's id, wherever its credit was set off since. What the licensee waived
 * stays the licensor's.
 */
export async function notBilledOf(
  ctx: Pick<Context, 'db'>,
  contractId: string,
): Promise<ReadonlyMap<string, TakenBack>> {
  const { raisedFen, returningFen, waivedFen, leftFen: waitingFen } = await getCreditSums(ctx, contractId);
  if (raisedFen === 0n) return new Map();
  const [setOff, parts, claims] = await Promise.all([
    setOffUses(ctx, contractId),
    creditParts(ctx, contractId),
    chargedClaims(ctx, contractId),
  ]);
  return takenBackByClaim({ setOff, repaidFen: returningFen - waivedFen, waitingFen }, parts, claims);
}

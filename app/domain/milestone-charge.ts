import type { Fen } from './money.ts';

/**
 * What an accepted milestone costs: its amount, cut where the contract's cap is used up by what was charged before it,
 * milestones and royalties together. Never negative. All in fen.
 * 30 万元 under a cap of 50 万元 of which 40 万元 are charged → 10 万元.
 */
export function milestoneCharge(amountFen: Fen, capFen: Fen | null, alreadyChargedFen: Fen): Fen {
  if (capFen === null) return amountFen;
  const room = capFen > alreadyChargedFen ? capFen - alreadyChargedFen : 0n;
  return amountFen < room ? amountFen : room;
}

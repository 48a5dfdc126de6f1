import type { Fen } from './money.ts';

/**
 * What a sum costs under a cap that counts everything charged before it. `beforeFen` is the total so far, before the cap: what
 * it already went over counts against a sum that is taken back, so that the total is the lesser of cap and sum, in whatever
 * order. A sum below zero is a credit. All in fen; without a cap (`null`) the sum itself.
 * 30,000.00 under a cap of 500,000.00 after 490,000.00 → 10,000.00; −30,000.00 after 520,000.00 → −10,000.00
 */
export function underCap(sumFen: Fen, capFen: Fen | null, beforeFen: Fen): Fen {
  if (capFen === null) return sumFen;
  const held = (totalFen: Fen): Fen => (totalFen > capFen ? capFen : totalFen);
  return held(beforeFen + sumFen) - held(beforeFen);
}

/** True once all that was charged, milestones and royalties less credits, uses up the cap. All in fen; `null`: there is none. */
export const isUsedUp = (capFen: Fen | null, chargedFen: Fen): boolean => capFen !== null && chargedFen >= capFen;

/**
 * True for the deed that uses up what was left of the cap, whatever it charges: told once, and again only after a correction freed
 * some of it. Cap 500,000.00, charged 490,000.00 before and 500,000.00 with it → true; by the next → false.
 */
export const reachesCap = (
  capFen: Fen | null,
  { beforeFen, chargedFen }: { readonly beforeFen: Fen; readonly chargedFen: Fen },
): boolean => isUsedUp(capFen, chargedFen) && !isUsedUp(capFen, beforeFen);

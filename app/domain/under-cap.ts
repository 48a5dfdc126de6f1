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

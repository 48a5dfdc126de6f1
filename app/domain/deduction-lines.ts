import type { RoyaltyTerms } from './contract.ts';
import type { Fen } from './money.ts';
import { deductionCaps } from './royalty.ts';

/** One deduction of a period as both parties read it: what was typed, what the contract allows, what was cut. All in fen. */
export interface DeductionLine {
  readonly name: string;
  readonly typedFen: Fen;
  /** Of the gross; null where no cap is agreed. */
  readonly capPpm: number | null;
  readonly capFen: Fen | null;
  readonly allowedFen: Fen;
  readonly cutFen: Fen;
}

/**
 * The agreed deductions of a period, line by line, so that nothing is cut without being seen: 运输费 of 12,000.00 with a cap of
 * 1 % of 1,000,000.00 → allowed 10,000.00, cut 2,000.00. A line that was not typed counts as nothing.
 */
export function deductionLines(terms: RoyaltyTerms, grossFen: Fen, typedFen: readonly Fen[]): DeductionLine[] {
  const caps = deductionCaps(terms, grossFen);
  return terms.deductions.map(({ name, capPpm }, i) => {
    const typed = typedFen[i] ?? 0n;
    const capFen = caps[i] ?? null;
    const allowedFen = capFen !== null && typed > capFen ? capFen : typed;
    return { name, typedFen: typed, capPpm, capFen, allowedFen, cutFen: typed - allowedFen };
  });
}

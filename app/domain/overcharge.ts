import type { Fen } from './money.ts';

/** The default interest on one claim as it was charged, and what it comes to on what is owed as corrected. In fen. */
export interface ChargedInterest {
  /** What it comes to now; 0 where nothing of what is really owed was late. */
  readonly shouldFen: Fen;
  readonly chargedFen: Fen;
  /** Of what was charged, what the payee waived since. */
  readonly waivedFen: Fen;
}

/**
 * What was charged more than the default interest on the corrected figures (`interest.correction`: what was charged stands until its payee
 * waives it or gives it back). Charged 1,500.00 on 300,000.00, corrected to 100,000.00 → 500.00 is right and 1,000.00 too much; after a
 * waiver of 1,000.00 nothing is.
 */
export function overchargedFen({ shouldFen, chargedFen, waivedFen }: ChargedInterest): Fen {
  const over = chargedFen - waivedFen - shouldFen;
  return over > 0n ? over : 0n;
}

/** A penalty that was charged, the oldest first: what of it its payer paid and what is open. */
interface Charge {
  readonly amountFen: Fen;
  readonly waivedFen: Fen;
}

/**
 * Which of several charges on one claim the surplus is of: the newest first, since it was charged on top, and of none more than stands of it.
 * 700.00 too much over charges of 1,000.00 and 500.00 → 200.00 and 500.00.
 */
export function surplusOf(charges: readonly Charge[], overFen: Fen): Fen[] {
  let left = overFen;
  return charges
    .toReversed()
    .map(({ amountFen, waivedFen }) => {
      const stands = amountFen - waivedFen;
      const part = stands < left ? stands : left;
      left -= part;
      return part;
    })
    .toReversed();
}

import { type Fen } from './money.ts';
import type { PeriodRoyalty } from './royalty.ts';
import { underCap } from './under-cap.ts';

/** What handing in a report would do, as far as its own period decides it. All in fen. */
export interface StatementPreview {
  /** The royalty of the period less what was charged for it before. */
  readonly changeFen: Fen;
  readonly dueFen: Fen;
  /** Kept for what follows. */
  readonly creditFen: Fen;
  readonly capReached: boolean;
  /** Left under the cap; null without a cap. */
  readonly capRemainingFen: Fen | null;
}

/**
 * What a report would make due before it is handed in: the change that it brings, under the cap, less the credit that is kept from
 * earlier reports. `chargedFen` is everything raised so far, `earlierFen` what an earlier report of the period came to.
 * A yearly minimum and tiers of later periods may add to it; the engine says so when it is handed in.
 * Royalty 36,000.00, reported before as 30,000.00, credit 1,000.00 → 5,000.00 due.
 */
export function statementPreview(
  royalty: Pick<PeriodRoyalty, 'beforeCapFen'>,
  given: {
    readonly capFen: Fen | null;
    readonly chargedFen: Fen;
    readonly earlierFen: Fen;
    readonly creditFen: Fen;
  },
): StatementPreview {
  const { capFen, chargedFen, earlierFen, creditFen } = given;
  const changeFen = royalty.beforeCapFen - earlierFen;
  const totalFen = chargedFen - creditFen;
  const heldFen = underCap(changeFen, capFen, totalFen);
  const openFen = heldFen - creditFen;
  const remaining = capFen === null ? null : capFen - totalFen - heldFen;
  return {
    changeFen,
    dueFen: openFen > 0n ? openFen : 0n,
    creditFen: openFen < 0n ? -openFen : 0n,
    capReached: remaining !== null && remaining <= 0n,
    capRemainingFen: remaining !== null && remaining < 0n ? 0n : remaining,
  };
}

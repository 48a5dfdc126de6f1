import type { Fen } from './money.ts';

/** Something that changed what a licensee is credited with under a contract. */
export interface CreditMove {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'raised' | 'set_off' | 'returning' | 'recalled' | 'waived';
  /** Below zero only where what had been set off is credit again. */
  readonly amountFen: Fen;
}

/** One line of the table: a move, in the column it belongs to, and what was left after it. */
export type CreditLine<Move extends CreditMove> = Move & {
  readonly raisedFen: Fen | null;
  readonly setOffFen: Fen | null;
  /** Turned into a repayment of the licensor; below zero where it is credit again. */
  readonly returningFen: Fen | null;
  readonly leftFen: Fen;
};

/** Of one moment: what arises comes before what uses it. */
const rank: Readonly<Record<CreditMove['kind'], number>> = {
  raised: 0,
  recalled: 1,
  set_off: 2,
  returning: 3,
  waived: 4,
};

/**
 * The credits of a contract as a table that adds up: raised less set off less to be repaid is what is left, after every line (domain.md §4:
 * what corrected reports take back is set against what is due, and repaid only where nothing can follow; 民法典 art. 568). What the
 * licensee waives was to be repaid already, so it changes nothing of what is left.
 * Raised 6,000.00, set off 2,000.00, the rest to be repaid → left 6,000.00, 4,000.00, 0.00.
 */
export function creditBook<Move extends CreditMove>(moves: readonly Move[]): CreditLine<Move>[] {
  let leftFen = 0n;
  return moves
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || rank[a.kind] - rank[b.kind])
    .map((move) => {
      const { kind, amountFen } = move;
      const raisedFen = kind === 'raised' ? amountFen : null;
      const setOffFen = kind === 'set_off' ? amountFen : null;
      const returningFen = kind === 'returning' ? amountFen : kind === 'recalled' ? -amountFen : null;
      leftFen += (raisedFen ?? 0n) - (setOffFen ?? 0n) - (returningFen ?? 0n);
      return { ...move, raisedFen, setOffFen, returningFen, leftFen };
    });
}

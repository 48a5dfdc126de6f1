import { type Fen, lesserFen } from './money.ts';

/** A part of a credit: what a report took back of one milestone or one period. */
export interface CreditPart {
  readonly of: string;
  readonly kind: 'milestone' | 'royalty';
  readonly fen: Fen;
  readonly raisedAt: Date;
}

/**
 * Something that became of a contract's credits, on its day: set against a claim, below zero where money came for it after all; made a
 * repayment of the licensor (`returned`); of a repayment `recalled`, since a claim was open, or `waived` by the licensee.
 */
export interface CreditUse {
  readonly kind: 'set_off' | 'returned' | 'recalled' | 'waived';
  /** The claim that it was set against, or that of the repayment. */
  readonly claimId: string;
  readonly fen: Fen;
  readonly at: Date;
}

/**
 * So much of one credit, by its place among them, was used; below zero: it is credit again. What is waived was returned before and stays
 * used: it is only nobody's repayment any more.
 */
interface CreditDraw {
  readonly kind: 'set_off' | 'returned' | 'waived';
  readonly claimId: string;
  readonly part: number;
  readonly fen: Fen;
  readonly at: Date;
}

/** The milestone or period of a claim, as far as the claim's own credits depend on it. */
interface DrawnClaim {
  readonly id: string;
  readonly of: string | null;
  readonly kind: 'milestone' | 'royalty';
}

/**
 * Of which credits each use was, in the order in which they were made, so that what was used once stays where it was whatever arises
 * later. A set-off takes the claim's own credit first, then the oldest; a repayment the newest; what is set free, recalled or waived
 * goes back over what its claim drew, the last first, so that of a repayment the oldest is recalled or waived. Credits that were not
 * there yet come last: only rows that contradict one another have them used. All in fen.
 * Second quarter's 100.00 repaid, then 100.00 of the third waits → the repayment stays of the second.
 */
export function creditDraws(
  uses: readonly CreditUse[],
  credits: readonly CreditPart[],
  claims: readonly DrawnClaim[],
): CreditDraw[] {
  const used = credits.map(() => 0n);
  const held: { readonly claimId: string; readonly part: number; fen: Fen }[] = [];
  const made: CreditDraw[] = [];
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const parts = credits.map((credit, part) => ({ credit, part }));

  const undo = ({ kind, claimId, at }: CreditUse, fen: Fen): void => {
    let leftFen = fen;
    for (const one of held.filter((drawn) => drawn.claimId === claimId).toReversed()) {
      const back = lesserFen(one.fen, leftFen);
      if (back <= 0n) continue;
      one.fen -= back;
      leftFen -= back;
      if (kind === 'waived') {
        made.push({ kind, claimId, part: one.part, fen: back, at });
        continue;
      }
      used[one.part] = (used[one.part] ?? 0n) - back;
      made.push({ kind: kind === 'set_off' ? kind : 'returned', claimId, part: one.part, fen: -back, at });
    }
  };

  const draw = ({ claimId, fen, at }: CreditUse, kind: 'set_off' | 'returned'): void => {
    const claim = kind === 'set_off' ? byId.get(claimId) : undefined;
    const farness = ({ of, kind: ofKind, raisedAt }: CreditPart): number =>
      (raisedAt > at ? 2 : 0) + (claim?.of === of && claim.kind === ofKind ? 0 : 1);
    const inTurn = (kind === 'returned' ? parts.toReversed() : parts).toSorted(
      (a, b) => farness(a.credit) - farness(b.credit),
    );
    let leftFen = fen;
    for (const { credit, part } of inTurn) {
      const drawn = lesserFen(credit.fen - (used[part] ?? 0n), leftFen);
      if (drawn <= 0n) continue;
      used[part] = (used[part] ?? 0n) + drawn;
      leftFen -= drawn;
      made.push({ kind, claimId, part, fen: drawn, at });
      held.push({ claimId, part, fen: drawn });
    }
  };

  for (const use of uses) {
    if (use.kind === 'set_off' && use.fen < 0n) undo(use, -use.fen);
    else if (use.kind === 'set_off' || use.kind === 'returned') draw(use, use.kind);
    else undo(use, use.fen);
  }
  return made;
}

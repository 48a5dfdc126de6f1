import type { Fen } from './money.ts';

/** A claim as far as what goes back to its payer can be of it. */
export interface ChargedClaim {
  readonly id: string;
  /** The milestone, or the period of a royalty; null for a minimum or a buy-out. */
  readonly of: string | null;
  readonly kind: 'milestone' | 'royalty';
  /** Its milestone was reached again, or stands. */
  readonly isStanding: boolean;
  /** Charged less the credits set off against it. */
  readonly billableFen: Fen;
}

/** A part of a credit: what a report took back of one milestone or one period. */
export interface CreditPart {
  readonly of: string;
  readonly kind: 'milestone' | 'royalty';
  readonly fen: Fen;
}

/**
 * Of which claims so much of a contract's credits is that goes back to the payer: an invoice that stands on it is too high by it, and
 * a red one is needed. What was set off first was raised first,
 * so it is of the newest credits; each is of the claims of its own milestone or period, what stands no longer first and the newest first, then
 * of others of its kind, then of any. Nothing takes more of a claim than is billable. All in fen.
 * Milestone charged 300,000.00 and taken back, royalty 60,000.00 corrected to 6,000.00, 354,000.00 repaid → 300,000.00 and 54,000.00.
 */
export function repaidByClaim(
  repaidFen: Fen,
  credits: readonly CreditPart[],
  claims: readonly ChargedClaim[],
): ReadonlyMap<string, Fen> {
  const repaid = new Map<string, Fen>();
  const inOrder = claims.toReversed().toSorted((a, b) => Number(a.isStanding) - Number(b.isStanding));
  let leftFen = repaidFen;
  const take = (mostFen: Fen, from: readonly ChargedClaim[]): Fen => {
    let wantedFen = mostFen < leftFen ? mostFen : leftFen;
    for (const { id, billableFen } of from) {
      const freeFen = billableFen - (repaid.get(id) ?? 0n);
      const fen = freeFen < wantedFen ? freeFen : wantedFen;
      if (fen <= 0n) continue;
      repaid.set(id, (repaid.get(id) ?? 0n) + fen);
      wantedFen -= fen;
      leftFen -= fen;
    }
    return wantedFen;
  };
  for (const { of, kind, fen } of credits.toReversed()) {
    const own = inOrder.filter((claim) => claim.kind === kind);
    const restFen = take(
      fen,
      own.filter((claim) => claim.of === of),
    );
    take(take(restFen, own), inOrder);
  }
  return repaid;
}

import { type CreditPart, type CreditUse, creditDraws } from './credit-draws.ts';
import { type Fen, lesserFen } from './money.ts';

/** A claim as far as a report can have taken it back. */
export interface ChargedClaim {
  readonly id: string;
  /** The milestone, or the period of a royalty; null for a minimum or a buy-out. */
  readonly of: string | null;
  readonly kind: 'milestone' | 'royalty';
  /** Its milestone was reached again, or stands. */
  readonly isStanding: boolean;
  readonly amountFen: Fen;
  readonly raisedAt: Date;
}

/** How much of one claim is not to be billed, in fen: a report took it back, or its payee waived it of a penalty. */
export interface TakenBack {
  /**
   * Its credit was set off or goes back to the payer, or it was waived: the sale is less by it, and an invoice that stands above needs a
   * red one.
   */
  readonly takenBackFen: Fen;
  /** Nothing has taken it up yet. */
  readonly waitingFen: Fen;
}

const nothing: TakenBack = { takenBackFen: 0n, waitingFen: 0n };

/**
 * Of which claims a contract's credits are, whatever they were set against since. A red invoice belongs to the sale that became less
 * (国家税务总局公告2016年第47号, 2024年第11号; to be confirmed: `invoice.red_of_credit`), and a set-off is a way to pay the claim that it settles,
 * which is invoiced in full. Each use draws on the credits of its own time (`creditDraws`); what the licensee waived is neither: it stays
 * the licensor's, and its invoice stands. Each credit is of the claims of its own milestone or period, then of others of its kind, then of
 * any, since the whole of it was invoiced somewhere; those raised before it first, of them what stands no longer, then the newest.
 * Nothing takes more of a claim than it charged. All in fen, credits and uses in the order in which they arose.
 * First quarter 60,000.00 corrected to 3,000.00, the credit set off against the second → 57,000.00 of the first, nothing of the second.
 */
export function takenBackByClaim(
  uses: readonly CreditUse[],
  credits: readonly CreditPart[],
  claims: readonly ChargedClaim[],
): ReadonlyMap<string, TakenBack> {
  const byClaim = new Map<string, TakenBack>();
  const inOrder = claims.toReversed().toSorted((a, b) => Number(a.isStanding) - Number(b.isStanding));
  const take = (credit: CreditPart, wantedFen: Fen, what: keyof TakenBack): void => {
    let leftFen = wantedFen;
    for (const { id, amountFen } of inOrder.toSorted((a, b) => distance(credit, a) - distance(credit, b))) {
      const own = byClaim.get(id) ?? nothing;
      const fen = lesserFen(amountFen - own.takenBackFen - own.waitingFen, leftFen);
      if (fen <= 0n) continue;
      byClaim.set(id, { ...own, [what]: own[what] + fen });
      leftFen -= fen;
    }
  };
  const used = credits.map(() => 0n);
  const waived = credits.map(() => 0n);
  for (const { kind, part, fen } of creditDraws(uses, credits, claims)) {
    const sums = kind === 'waived' ? waived : used;
    sums[part] = (sums[part] ?? 0n) + fen;
  }
  for (const [i, credit] of credits.entries()) {
    const usedFen = used[i] ?? 0n;
    take(credit, usedFen - (waived[i] ?? 0n), 'takenBackFen');
    take(credit, credit.fen - usedFen, 'waitingFen');
  }
  return byClaim;
}

/** How far a claim is from what a credit took back: 0 for its own milestone or period. */
const distance = (credit: CreditPart, { of, kind, raisedAt }: ChargedClaim): number =>
  (raisedAt > credit.raisedAt ? 3 : 0) + (kind !== credit.kind ? 2 : of !== credit.of ? 1 : 0);

import type { Fen } from './money.ts';

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

/** A part of a credit: what a report took back of one milestone or one period. */
export interface CreditPart {
  readonly of: string;
  readonly kind: 'milestone' | 'royalty';
  readonly fen: Fen;
  readonly raisedAt: Date;
}

/** A credit set against a claim; below zero: money came for the claim after all, and so much of it is credit again. */
export interface SetOffUse {
  readonly claimId: string;
  readonly fen: Fen;
  readonly at: Date;
}

/** What became of a contract's credits, in fen. What the licensee waived is none of it: it stays the licensor's, and its invoice stands. */
export interface CreditsTaken {
  /** In the order in which they were made. */
  readonly setOff: readonly SetOffUse[];
  /** Repaid, or to be repaid. */
  readonly repaidFen: Fen;
  /** Nothing has taken it up yet. */
  readonly waitingFen: Fen;
}

/** How much of one claim a report took back, in fen. */
export interface TakenBack {
  /** Its credit was set off or goes back to the payer: the sale is less by it, and an invoice that stands above needs a red one. */
  readonly takenBackFen: Fen;
  readonly waitingFen: Fen;
}

const nothing: TakenBack = { takenBackFen: 0n, waitingFen: 0n };
const least = (a: Fen, b: Fen): Fen => (a < b ? a : b);

/**
 * Of which claims a contract's credits are, whatever they were set against since. A red invoice belongs to the sale that became less
 * (国家税务总局公告2016年第47号, 2024年第11号; to be confirmed: `invoice.red_of_credit`), and a set-off is a way to pay the claim that it settles,
 * which is invoiced in full. A set-off uses the claim's own credit first, then the oldest; of the rest the newest was repaid, and what was
 * waived is the oldest. Each is of the claims of its own milestone or period, then of others of its kind, then of any; those raised before
 * it first, of them what stands no longer, then the newest. Nothing takes more of a claim than it charged. All in fen.
 * First quarter 60,000.00 corrected to 3,000.00, the credit set off against the second → 57,000.00 of the first, nothing of the second.
 */
export function takenBackByClaim(
  { setOff, repaidFen, waitingFen }: CreditsTaken,
  credits: readonly CreditPart[],
  claims: readonly ChargedClaim[],
): ReadonlyMap<string, TakenBack> {
  const byClaim = new Map<string, TakenBack>();
  const inOrder = claims.toReversed().toSorted((a, b) => Number(a.isStanding) - Number(b.isStanding));
  const take = (credit: CreditPart, wantedFen: Fen, what: keyof TakenBack): void => {
    let leftFen = wantedFen;
    for (const { id, amountFen } of inOrder.toSorted((a, b) => distance(credit, a) - distance(credit, b))) {
      const own = byClaim.get(id) ?? nothing;
      const fen = least(amountFen - own.takenBackFen - own.waitingFen, leftFen);
      if (fen <= 0n) continue;
      byClaim.set(id, { ...own, [what]: own[what] + fen });
      leftFen -= fen;
    }
  };
  const used = setOffParts(setOff, credits, claims);
  const free = credits.map(({ fen }, i) => fen - (used[i] ?? 0n));
  const repaid = fillNewest(repaidFen, free);
  const waiting = fillNewest(
    waitingFen,
    free.map((fen, i) => fen - (repaid[i] ?? 0n)),
  );
  for (const [i, credit] of credits.entries()) {
    take(credit, (used[i] ?? 0n) + (repaid[i] ?? 0n), 'takenBackFen');
    take(credit, waiting[i] ?? 0n, 'waitingFen');
  }
  return byClaim;
}

/** How far a claim is from what a credit took back: 0 for its own milestone or period. */
const distance = (credit: CreditPart, { of, kind, raisedAt }: ChargedClaim): number =>
  (raisedAt > credit.raisedAt ? 3 : 0) + (kind !== credit.kind ? 2 : of !== credit.of ? 1 : 0);

/** So much of one credit, by its place among them, was set against a claim; below zero: it is credit again. */
export interface SetOffDraw {
  readonly claimId: string;
  readonly part: number;
  readonly fen: Fen;
  readonly at: Date;
}

/**
 * Of which credits every set-off was, in the order in which they were made: the claim's own first, then the oldest. What is set free again
 * goes back to the credits that it came of, the last first.
 */
export function setOffDraws(
  uses: readonly SetOffUse[],
  credits: readonly CreditPart[],
  claims: readonly Pick<ChargedClaim, 'id' | 'of' | 'kind'>[],
): SetOffDraw[] {
  const used = credits.map(() => 0n);
  const draws: { readonly claimId: string; readonly part: number; fen: Fen }[] = [];
  const made: SetOffDraw[] = [];
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  for (const { claimId, fen, at } of uses) {
    const claim = byId.get(claimId);
    const farness = ({ of, kind, raisedAt }: CreditPart): number =>
      (raisedAt > at ? 2 : 0) + (claim?.of === of && claim.kind === kind ? 0 : 1);
    const draw = (part: number, drawn: Fen): void => {
      used[part] = (used[part] ?? 0n) + drawn;
      made.push({ claimId, part, fen: drawn, at });
    };
    let leftFen = fen < 0n ? -fen : fen;
    if (fen < 0n) {
      for (const one of draws.filter((drawn) => drawn.claimId === claimId).toReversed()) {
        const part = least(one.fen, leftFen);
        if (part <= 0n) continue;
        one.fen -= part;
        draw(one.part, -part);
        leftFen -= part;
      }
      continue;
    }
    const nearest = credits
      .map((credit, part) => ({ credit, part }))
      .toSorted((a, b) => farness(a.credit) - farness(b.credit));
    for (const { credit, part } of nearest) {
      const drawn = least(credit.fen - (used[part] ?? 0n), leftFen);
      if (drawn <= 0n) continue;
      draw(part, drawn);
      draws.push({ claimId, part, fen: drawn });
      leftFen -= drawn;
    }
  }
  return made;
}

/** How much of each credit was set off. */
function setOffParts(uses: readonly SetOffUse[], credits: readonly CreditPart[], claims: readonly ChargedClaim[]) {
  const used = credits.map(() => 0n);
  for (const { part, fen } of setOffDraws(uses, credits, claims)) used[part] = (used[part] ?? 0n) + fen;
  return used;
}

/** So much over rooms that hold so much, the last one first. */
function fillNewest(fen: Fen, rooms: readonly Fen[]): Fen[] {
  let leftFen = fen;
  return rooms
    .toReversed()
    .map((room) => {
      const part = least(room, leftFen);
      leftFen -= part;
      return part;
    })
    .toReversed();
}

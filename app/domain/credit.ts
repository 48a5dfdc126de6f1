import type { Day } from './days.ts';
import type { Fen } from './money.ts';

/**
 * What settles a claim without money. Of a credit: set against a claim, waived by the licensee, or no longer to be repaid, since a claim
 * was opened that it is set against. `penalty_waived` uses no credit: the payee waived so much of a penalty that it had charged.
 */
export const creditUseKinds = ['set_off', 'waived', 'recalled', 'penalty_waived'] as const;
export type CreditUseKind = (typeof creditUseKinds)[number];
export const creditUseLabels: Readonly<Record<CreditUseKind, string>> = {
  set_off: '贷项抵减',
  waived: '付款方放弃',
  recalled: '改抵其他应付款',
  penalty_waived: '收款方免除',
};

/** Days in which the licensor repays a credit that is left at the end, where the terms set none (design default, to be confirmed: `credit.return`). */
export const returnCreditWithinDays = 30;

/** A claim as far as its place among those that a credit is set against depends on it. */
export interface SetOffPlace {
  /** Its milestone has another claim or none, since corrected sales no longer reached it. */
  readonly isTakenBack: boolean;
  /** Disputed: it is not due until that is decided. */
  readonly isContested: boolean;
  readonly dueOn: Day;
  /** In which order it arose: a count or an instant in milliseconds. */
  readonly at: number;
}

/**
 * The order in which credits are set against claims, milestones, royalties and interest alike: what was taken back before all others,
 * then the earliest due and of these the older (Civil Code art. 560 and 568; equally secured and equally burdensome); what is contested
 * is not due and comes last. One rule of the platform and of `contract:compute`.
 * Due 1 March, due 1 February, taken back and due 1 April → the last, the second, the first.
 */
export const inSetOffOrder = <Claim extends SetOffPlace>(claims: readonly Claim[]): Claim[] =>
  claims.toSorted(
    (a, b) =>
      Number(b.isTakenBack) - Number(a.isTakenBack) ||
      Number(a.isContested) - Number(b.isContested) ||
      (a.dueOn === b.dueOn ? a.at - b.at : a.dueOn < b.dueOn ? -1 : 1),
  );

/** A claim of which something is open. */
export interface OpenClaim {
  readonly id: string;
  /** Open and not said to be under way. */
  readonly payableFen: Fen;
}

/**
 * Splits what a report took back: of milestones that stand no longer, in the order given, at most what each was charged less what it
 * gave back (`chargedFen`); the rest is royalties. So a milestone that the cap left nothing of gives nothing back, and what remains
 * charged as royalties is what they come to (it is what the contract's registration counts, domain.md §6.3). All in fen.
 * Taken back 290,000.00, the milestone was charged 260,000.00 → 260,000.00 of it, 30,000.00 of royalties.
 */
export function creditParts(
  backFen: Fen,
  gone: readonly { readonly id: string; readonly chargedFen: Fen }[],
): { readonly ofMilestones: { readonly id: string; readonly fen: Fen }[]; readonly ofRoyaltiesFen: Fen } {
  const ofMilestones = setOff(
    backFen,
    gone.map(({ id, chargedFen: payableFen }) => ({ id, payableFen })),
  );
  return { ofMilestones, ofRoyaltiesFen: ofMilestones.reduce((rest, { fen }) => rest - fen, backFen) };
}

/**
 * Sets what a licensee is credited with against the open claims of the same contract, royalties and milestones alike, in the order
 * given (Civil Code art. 568: mutual debts of the same kind may be set off). The parts never exceed the credit, nor any claim what is
 * open of it; what is left waits for the next claim. All in fen.
 * Credit 6,000.00, open 2,000.00 and 30,000.00 → 2,000.00 and 4,000.00.
 */
export function setOff(creditFen: Fen, claims: readonly OpenClaim[]): { readonly id: string; readonly fen: Fen }[] {
  let leftFen = creditFen;
  return claims.flatMap(({ id, payableFen }) => {
    const fen = payableFen < leftFen ? payableFen : leftFen;
    if (fen <= 0n) return [];
    leftFen -= fen;
    return [{ id, fen }];
  });
}

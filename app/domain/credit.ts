import type { Fen } from './money.ts';

/** What becomes of a credit: set against a claim, waived by the licensee, or no longer to be repaid, since a claim was opened that it is set against. */
export const creditUseKinds = ['set_off', 'waived', 'recalled'] as const;
export type CreditUseKind = (typeof creditUseKinds)[number];
export const creditUseLabels: Readonly<Record<CreditUseKind, string>> = {
  set_off: '贷项抵减',
  waived: '被许可方放弃',
  recalled: '改抵其他应付款',
};

/** Days in which the licensor repays a credit that is left at the end, where the terms set none (design default, to be confirmed). */
export const returnCreditWithinDays = 30;

/** A claim under the contract that a credit may be set against, the earliest due first. */
export interface OpenClaim {
  readonly id: string;
  /** Open and not said to be under way. */
  readonly payableFen: Fen;
}

/**
 * Splits what a report took back: of milestones that stand no longer, in the order given, at most what each was charged less what it
 * gave back (`payableFen`); the rest is royalties. So a milestone that the cap left nothing of gives nothing back, and what remains
 * charged as royalties is what they come to (it is what the contract's registration counts, domain.md §6.3). All in fen.
 * Taken back 290,000.00, the milestone was charged 260,000.00 → 260,000.00 of it, 30,000.00 of royalties.
 */
export function creditParts(
  backFen: Fen,
  gone: readonly OpenClaim[],
): { readonly ofMilestones: { readonly id: string; readonly fen: Fen }[]; readonly ofRoyaltiesFen: Fen } {
  const ofMilestones = setOff(backFen, gone);
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

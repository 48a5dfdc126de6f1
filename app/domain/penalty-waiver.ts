import { hasRole, type RoleGate } from './access.ts';
import type { FieldFault } from './errors.ts';
import { type Fen, formatYuan } from './money.ts';
import { claimIs, type ObligationKind } from './obligation.ts';

/** Who waives a charged penalty, or a credit that was to be repaid: an approver or the owner of the payee, by the unit's document; not finance, which keeps the books. */
export const mayWaivePenalty: RoleGate = (actor) => hasRole(actor, 'approver', 'owner');

/**
 * What of a claim the payee can waive (民法典 art. 575: a debt ends as far as its creditor waives it): of a charged penalty what is open and
 * nobody is paying, and what a credit paid, which is credit again, in fen. What was paid is not waived but given back, what is owed for the
 * licence itself is changed by a signed change (design default, to be confirmed: `late.waiver`). Charged 500.00, 200.00 paid, 100.00 under
 * way, 50.00 by a credit → 200.00.
 */
export const waivableFen = (claim: {
  readonly kind: ObligationKind;
  readonly payableFen: Fen;
  readonly setOffFen: Fen;
}): Fen => (claimIs(claim.kind, 'waived') ? (claim.payableFen > 0n ? claim.payableFen : 0n) + claim.setOffFen : 0n);

/**
 * How much of a credit that paid a penalty is set free by a waiver of `amountFen`: what is open is waived first.
 * Open 100.00, by a credit 200.00, waived 150.00 → 50.00.
 */
export const freedByWaiver = (amountFen: Fen, payableFen: Fen): Fen =>
  payableFen <= 0n ? amountFen : amountFen > payableFen ? amountFen - payableFen : 0n;

/**
 * What of a repayment the licensee can waive: all that is open, and nothing while a part of it is on its way. 300.00 open, 100.00 said to be
 * transferred → 0.
 */
export const waivableCreditFen = (claim: {
  readonly kind: ObligationKind;
  readonly outstandingFen: Fen;
  readonly payableFen: Fen;
}): Fen =>
  !claimIs(claim.kind, 'income') && claim.outstandingFen > 0n && claim.payableFen === claim.outstandingFen
    ? claim.outstandingFen
    : 0n;

/** What is wrong with a sum to be waived, of so much that can be. */
export const waiverFaults = (amountFen: Fen | undefined, mostFen: Fen): FieldFault[] => {
  if (amountFen === undefined) return [];
  if (amountFen <= 0n) return [{ field: 'amount', says: '免除的金额要大于零。' }];
  return amountFen > mostFen ? [{ field: 'amount', says: `最多还能免除 ${formatYuan(mostFen)}。` }] : [];
};

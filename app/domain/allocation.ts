import type { Fen } from './money.ts';

/**
 * How much of money that arrived settles the claim it was paid for: as far as the claim is open, never more. The rest stays
 * with the payee as an advance (预收款): it is not income and is not shared. All in fen.
 * 350,000.00 on a claim of which 300,000.00 is open → 300,000.00, and 50,000.00 in advance.
 */
export function allocationOf(receivedFen: Fen, outstandingFen: Fen): Fen {
  const open = outstandingFen > 0n ? outstandingFen : 0n;
  return receivedFen < open ? receivedFen : open;
}

/** What is open of a claim, in its two parts; neither is ever below zero. */
export interface OpenParts {
  /** Waits for the payee's word. Money under way beyond what is open would be an advance. */
  readonly awaitedFen: Fen;
  /** Not said to be under way. */
  readonly payableFen: Fen;
}

/**
 * What of a claim's open sum is under way, and what is still to be paid. All in fen.
 * 100.00 open: 30.00 under way → 30.00 and 70.00; 120.00 under way → 100.00 and nothing.
 */
export function openParts(outstandingFen: Fen, underWayFen: Fen): OpenParts {
  const awaitedFen = allocationOf(underWayFen, outstandingFen);
  const payableFen = outstandingFen - awaitedFen;
  return { awaitedFen, payableFen: payableFen > 0n ? payableFen : 0n };
}

/** What of a receipt was given back so far, or is on its way back. */
export interface GivenBack {
  readonly amountFen: Fen;
  /** Out of the advance. */
  readonly advanceFen: Fen;
}

/** A receipt by what it is used for; the parts sum to what of it the payee still has. */
export interface ReceiptParts {
  /** Settles claims: income, shared or to be shared. */
  readonly allocatedFen: Fen;
  /** Of that, what was put on other claims than the one it was paid for; it goes back to nobody before it is taken back. */
  readonly elsewhereFen: Fen;
  readonly advanceFen: Fen;
}

/** What is left of a receipt after all that went back, in its two parts. */
export function partsLeft(
  receipt: { readonly amountFen: Fen; readonly allocatedFen: Fen; readonly elsewhereFen: Fen },
  back: readonly GivenBack[],
): ReceiptParts {
  const advanceBack = back.reduce((sum, one) => sum + one.advanceFen, 0n);
  const allBack = back.reduce((sum, one) => sum + one.amountFen, 0n);
  return {
    allocatedFen: receipt.allocatedFen - (allBack - advanceBack),
    elsewhereFen: receipt.elsewhereFen,
    advanceFen: receipt.amountFen - receipt.allocatedFen - advanceBack,
  };
}

/**
 * Which part of a receipt a refund takes: the advance first, because nothing else was done with it, then what settled the
 * claim, which becomes open again. 100,000.00 of a receipt with 50,000.00 in advance → 50,000.00 advance, 50,000.00 claim.
 */
export const advanceOfRefund = (amountFen: Fen, left: ReceiptParts): Fen =>
  amountFen < left.advanceFen ? amountFen : left.advanceFen;

/**
 * What may go back to the payer now: everything the payee still has but what was put on other claims, which is taken back first; once
 * the income part is shared, or is about to be, only the advance. A distribution that was not entered is returned first; one that was is
 * settled between the parties outside.
 */
export const refundableFen = (left: ReceiptParts, isShared: boolean): Fen =>
  isShared ? left.advanceFen : left.allocatedFen - left.elsewhereFen + left.advanceFen;

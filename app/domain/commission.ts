import { milestonesTotal, type PayLaterTerms } from './contract.ts';
import { type Day, dayOf } from './days.ts';
import { type Fen, lesserFen, mulPpm, wholePpm } from './money.ts';

/** A broker's mandate as far as his fee depends on it. */
export interface FeeMandate {
  readonly state: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly endedAt: Date | null;
}

/**
 * True when the mandate covered the day of signing and had not been ended before it: only then the contract was brought
 * about under it and the fee is earned (Civil Code art. 963: fee only if the contract is concluded).
 */
export function isFeeEarned({ state, startsOn, endsOn, endedAt }: FeeMandate, signedAt: Date | null): boolean {
  if (signedAt === null) return false;
  const day = dayOf(signedAt);
  if (day < startsOn || day > endsOn) return false;
  return state === 'active' || (state === 'ended' && endedAt !== null && endedAt > signedAt);
}

/** How a commission is reckoned: a share of cash, or a fixed sum, and then the share is 0. */
export interface FeeTerms {
  readonly feePpm: number;
  readonly feeFen: Fen | null;
}

/**
 * What of a commission falls due with one receipt, after `earlierFen` of cash under the same contract. A share is taken of each
 * receipt. A fixed sum falls due as cash arrives and never above it: 50,000.00 fixed, receipts of 30,000.00 and 300,000.00 →
 * 30,000.00, then 20,000.00, then nothing. No cash, no fee.
 */
export function feeDueFen(terms: FeeTerms, cashFen: Fen, earlierFen: Fen): Fen {
  if (terms.feeFen === null) return commissionFen(cashFen, terms.feePpm);
  return lesserFen(terms.feeFen, earlierFen + cashFen) - lesserFen(terms.feeFen, earlierFen);
}

/** The commission on cash that arrived and settles claims: fee × cash, half up. 300,000.00 at 2 % → 6,000.00; no cash, no fee. */
export const commissionFen = (cashFen: Fen, feePpm: number): Fen => mulPpm(cashFen, feePpm, 'half-up');

/** Share of cash above which the form asks whether a commission is meant: 10 % (market range 1–5 % of the contract, domain.md §4.3). */
export const highFeePpm = 100_000;

/** No commissions together above half of the cash (design default, to be confirmed: `broker.fee_most`; no rule sets a rate). */
export const maxFeePpm = 500_000;

/**
 * The most cash that a contract of these terms can bring, in fen: its fixed sums, or with royalties the cap. Null where royalties are not
 * capped: then nobody knows.
 */
export const mostCashFen = (terms: PayLaterTerms): Fen | null =>
  terms.royalty === null ? milestonesTotal(terms) : terms.royalty.capFen;

/**
 * What is wrong with a commission beside those that its client has promised in the same deal: together they take more than half of the
 * cash, shares by themselves or with the fixed sums of the most that the contract can bring; or it alone takes more than a tenth,
 * unconfirmed. `cashFen` null: the price is not agreed or has no bound, so fixed sums are held against nothing. All in fen.
 * 200,000.00 fixed beside 40 % of at most 1,000,000.00 → 'above_half'.
 */
export function feeFault(
  fee: FeeTerms,
  promised: readonly FeeTerms[],
  { cashFen, isHighConfirmed }: { readonly cashFen: Fen | null; readonly isHighConfirmed: boolean },
): 'above_half' | 'unconfirmed' | null {
  if (isAbove([fee, ...promised], cashFen, maxFeePpm)) return 'above_half';
  return !isHighConfirmed && isAbove([fee], cashFen, highFeePpm) ? 'unconfirmed' : null;
}

function isAbove(fees: readonly FeeTerms[], cashFen: Fen | null, mostPpm: number): boolean {
  const ppm = fees.reduce((sum, { feePpm }) => sum + feePpm, 0);
  const fixedFen = fees.reduce((sum, { feeFen }) => sum + (feeFen ?? 0n), 0n);
  if (ppm > mostPpm) return true;
  if (cashFen === null || fixedFen === 0n) return false;
  return BigInt(ppm) * cashFen + BigInt(wholePpm) * fixedFen > BigInt(mostPpm) * cashFen;
}

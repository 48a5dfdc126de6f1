import { type Day, dayOf } from './days.ts';
import { type Fen, mulPpm } from './money.ts';

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
  const least = (a: Fen, b: Fen): Fen => (a < b ? a : b);
  return least(terms.feeFen, earlierFen + cashFen) - least(terms.feeFen, earlierFen);
}

/** The commission on cash that arrived and settles claims: fee × cash, half up. 300,000.00 at 2 % → 6,000.00; no cash, no fee. */
export const commissionFen = (cashFen: Fen, feePpm: number): Fen => mulPpm(cashFen, feePpm, 'half-up');

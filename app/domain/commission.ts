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

/** The commission on cash that arrived and settles claims: fee × cash, half up. 300,000.00 at 2 % → 6,000.00; no cash, no fee. */
export const commissionFen = (cashFen: Fen, feePpm: number): Fen => mulPpm(cashFen, feePpm, 'half-up');

import { formulaBounds, type PriceFormula } from './price-formula.ts';
import type { BetterDirection } from './advantage.ts';
import type { AchievementFacts, AchievementRight } from './achievement-facts.ts';

/**
 * What an achievement record says, as stored in a version. Field list: domain of the national registration form
 * (科技成果登记表) and 促进科技成果转化法 art. 11. Codes refer to code lists by version. Amounts are fen as decimal strings.
 */
export interface AchievementData extends Partial<AchievementFacts> {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly regNo: string | null;
  readonly problem: string;
  readonly solution: string;
  readonly abstract: string;
  /** At most three; surplus words go to searchTerms. */
  readonly keywords: readonly string[];
  readonly searchTerms: readonly string[];
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly industries: readonly string[];
  readonly regionCode: string;
  readonly type: string;
  readonly embodiment: string | null;
  readonly origin: string | null;
  readonly stage: string | null;
  /** Technology readiness level 1–9; null when nobody stated one. */
  readonly trl: number | null;
  readonly trlBasis: 'self' | 'third_party' | null;
  readonly level: string | null;
  readonly projectNo: string | null;
  readonly source: string | null;
  readonly ip: readonly AchievementRight[];
  readonly transferModes: readonly string[];
  readonly price: AchievementPrice;
  readonly advantages: readonly {
    readonly metric: string;
    readonly unit: string;
    readonly ours: string;
    readonly baseline: string;
    readonly baselineName: string;
    /** Which way is better, as its unit says; absent where it does not, as of all that was stored before it was asked. */
    readonly better?: BetterDirection;
  }[];
}

export type AchievementPrice =
  | { readonly kind: 'negotiable' }
  | { readonly kind: 'fixed'; readonly amountFen: string }
  | { readonly kind: 'range'; readonly minFen: string; readonly maxFen: string }
  | {
      readonly kind: 'pay_later';
      readonly milestonesFen: string;
      readonly royaltyPpm: number;
      readonly capFen: string | null;
      readonly trialMonths: number;
    }
  | ({ readonly kind: 'formula' } & PriceFormula);

/** Paid in steps: milestones and a share of sales. */
export const isStepped = (price: AchievementPrice) => price.kind === 'pay_later' || price.kind === 'formula';

export const priceKinds = ['negotiable', 'fixed', 'range', 'pay_later', 'formula'] as const;

/** Normalised name by which one unit registers an achievement once: NFKC, lower case, no spaces or punctuation. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');

/** The least and most a licensee pays by the stated price, in fen; null where it is open. */
export function priceBounds(price: AchievementPrice): { minFen: bigint; maxFen: bigint | null } | null {
  switch (price.kind) {
    case 'negotiable':
      return null;
    case 'fixed':
      return { minFen: BigInt(price.amountFen), maxFen: BigInt(price.amountFen) };
    case 'range':
      return { minFen: BigInt(price.minFen), maxFen: BigInt(price.maxFen) };
    case 'formula':
      return formulaBounds(price);
    case 'pay_later':
      return { minFen: 0n, maxFen: price.capFen === null ? null : BigInt(price.capFen) };
  }
}

import { type AchievementPrice, isStepped, priceBounds } from './achievement-data.ts';
import type { PriceFormula } from './price-formula.ts';

/** The terms on which an achievement is listed now. */
export interface ListedTerms {
  readonly priceKind: string;
  readonly minFen: bigint | null;
  readonly maxFen: bigint | null;
  readonly formulaTerms?: PriceFormula | null;
  readonly isPayLater?: boolean;
  readonly trialMonths?: number | null;
}

/** A price as cards and the index take it; fen as decimal strings, null where open. */
export interface OfferedPrice {
  readonly priceKind: string;
  readonly priceMinFen: string | null;
  readonly priceMaxFen: string | null;
  readonly royaltyPpm: number | null;
}

const textOf = (fen: bigint | null): string | null => (fen === null ? null : String(fen));

/**
 * The price that counts of the two that an achievement may have: its listing's where it is listed, else its own text's. Null where the
 * listing says it in a sentence alone. Of pay-later terms without figures in the listing the figures are the text's.
 */
export function countedPrice(price: AchievementPrice, listing: ListedTerms | null): AchievementPrice | null {
  if (listing === null) return price;
  const { priceKind, minFen, maxFen, formulaTerms, isPayLater, trialMonths } = listing;
  if (formulaTerms) {
    const { entryFen, milestonesFen, royaltyPpm, capFen } = formulaTerms;
    if (!isPayLater) return { kind: 'formula', entryFen, milestonesFen, royaltyPpm, capFen };
    return { kind: 'pay_later', milestonesFen, royaltyPpm, capFen, trialMonths: trialMonths ?? 0 };
  }
  if (isPayLater && price.kind === 'pay_later') return price;
  if (priceKind === 'fixed' && minFen !== null) return { kind: 'fixed', amountFen: String(minFen) };
  if (priceKind === 'range' && minFen !== null && maxFen !== null) {
    return { kind: 'range', minFen: String(minFen), maxFen: String(maxFen) };
  }
  return priceKind === 'negotiable' ? { kind: 'negotiable' } : null;
}

/**
 * Whether a listing asks something else than the record's text says: its own terms are the ones that everybody reads then. A text that
 * leaves the price open contradicts nothing.
 */
export function overridesPrice(price: AchievementPrice, listing: ListedTerms): boolean {
  if (price.kind === 'negotiable') return false;
  const counted = countedPrice(price, listing);
  if (counted === null || counted.kind !== price.kind) return true;
  const own: Readonly<Record<string, unknown>> = { ...price };
  return Object.entries(counted).some(([key, value]) => own[key] !== value);
}

/**
 * What an achievement costs, as cards and the index take it: by `countedPrice`. Text 面议, listed at 58 万元 → 58 万元; text 先用后付,
 * listed at 58 万元 without it → 58 万元.
 */
export function offeredPrice(price: AchievementPrice, listing: ListedTerms | null): OfferedPrice {
  const counted = countedPrice(price, listing);
  // Open or in words, the listing's least sum stands beside: what a trade begins with.
  if (listing !== null && (counted === null || counted.kind === 'negotiable')) {
    const { priceKind, minFen, maxFen } = listing;
    return { priceKind, priceMinFen: textOf(minFen), priceMaxFen: textOf(maxFen), royaltyPpm: null };
  }
  const shown = counted ?? price;
  const bounds = priceBounds(shown);
  return {
    priceKind: shown.kind,
    priceMinFen: textOf(bounds?.minFen ?? null),
    priceMaxFen: textOf(bounds?.maxFen ?? null),
    royaltyPpm: isStepped(shown) ? shown.royaltyPpm : null,
  };
}

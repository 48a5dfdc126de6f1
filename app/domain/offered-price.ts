import { type AchievementPrice, priceBounds } from './achievement-data.ts';
import { formulaBounds, type PriceFormula } from './price-formula.ts';

/** The terms on which an achievement is listed now. */
export interface ListedTerms {
  readonly priceKind: string;
  readonly minFen: bigint | null;
  readonly maxFen: bigint | null;
  readonly formulaTerms?: PriceFormula | null;
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
 * What an achievement costs: by the listing that lives, else by its own text. Pay-later terms in full stand in the text alone,
 * so they stand before a listing's. Text 面议, listed at 58 万元 → 58 万元; text 先用后付, listed with a range → 先用后付.
 */
export function offeredPrice(price: AchievementPrice, listing: ListedTerms | null): OfferedPrice {
  if (listing !== null && price.kind !== 'pay_later') {
    const { priceKind, minFen, maxFen, formulaTerms } = listing;
    if (formulaTerms) {
      const bounds = formulaBounds(formulaTerms);
      const [priceMinFen, priceMaxFen] = [textOf(bounds.minFen), textOf(bounds.maxFen)];
      return { priceKind, priceMinFen, priceMaxFen, royaltyPpm: formulaTerms.royaltyPpm };
    }
    const most = priceKind === 'fixed' ? minFen : maxFen;
    return { priceKind, priceMinFen: textOf(minFen), priceMaxFen: textOf(most), royaltyPpm: null };
  }
  const bounds = priceBounds(price);
  return {
    priceKind: price.kind,
    priceMinFen: textOf(bounds?.minFen ?? null),
    priceMaxFen: textOf(bounds?.maxFen ?? null),
    royaltyPpm: price.kind === 'pay_later' || price.kind === 'formula' ? price.royaltyPpm : null,
  };
}

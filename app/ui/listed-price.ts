import { type AchievementPrice, priceBounds } from '#app/domain/achievement-data.ts';
import type { ListedPrice } from './price-words.ts';

/** The price of a version as the words of a listing take it. */
export function listedPrice(price: AchievementPrice): ListedPrice {
  const bounds = priceBounds(price);
  return {
    priceKind: price.kind,
    priceMinFen: bounds === null ? null : String(bounds.minFen),
    priceMaxFen: bounds === null || bounds.maxFen === null ? null : String(bounds.maxFen),
    royaltyPpm: price.kind === 'pay_later' || price.kind === 'formula' ? price.royaltyPpm : null,
  };
}

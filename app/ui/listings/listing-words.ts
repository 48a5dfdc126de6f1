import { listingPriceLabels, type ListingPriceKind } from '#app/domain/listing.ts';
import { formatWan } from '#app/domain/money.ts';

interface Price {
  readonly priceKind: ListingPriceKind;
  readonly minFen: bigint | null;
  readonly maxFen: bigint | null;
  readonly formula: string | null;
}

/** The price of a listing in one line. */
export function listingPrice({ priceKind, minFen, maxFen, formula }: Price): string {
  if (priceKind === 'fixed' && minFen !== null) return formatWan(minFen);
  if (priceKind === 'range' && minFen !== null && maxFen !== null)
    return `${formatWan(minFen)} 至 ${formatWan(maxFen)}`;
  return priceKind === 'formula'
    ? (formula ?? '')
    : minFen === null
      ? listingPriceLabels.negotiable
      : `挂牌价 ${formatWan(minFen)}，可议`;
}

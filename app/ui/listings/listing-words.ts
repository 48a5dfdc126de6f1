import { listingPriceLabels, type ListingPriceKind } from '#app/domain/listing.ts';
import type { Day } from '#app/domain/days.ts';
import { type ListingEnd, listingEndLabels } from '#app/domain/listing-end.ts';
import { formatWan } from '#app/domain/money.ts';
import type { PriceWords } from '../price-block.tsx';

export interface SoldLine {
  readonly by: ListingEnd;
  readonly on: Day;
  readonly trade: { readonly no: string; readonly priceFen: bigint | null } | null;
}

interface Price {
  readonly priceKind: ListingPriceKind;
  readonly minFen: bigint | null;
  readonly maxFen: bigint | null;
  readonly formula: string | null;
}

/** What a page says in place of a price once it is sold; the sum only where the result stood in public. */
export const soldWords = ({ by, on, trade }: SoldLine): PriceWords => ({
  head: '已成交',
  isPayLater: false,
  lines: [`${on} ${listingEndLabels[by]}`, ...(trade?.priceFen ? [`成交价 ${formatWan(trade.priceFen)}`] : [])],
});

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

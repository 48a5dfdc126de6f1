import { type ContractKind, kindOf } from './contract-kind.ts';
import type { LicenceKind } from './contract.ts';

/** How a listing came to its end 成交: a price found in public, a licensed house's sale, or a contract signed by both. */
export const listingEnds = ['trade', 'auction', 'contract'] as const;
export type ListingEnd = (typeof listingEnds)[number];
export const listingEndLabels: Readonly<Record<ListingEnd, string>> = {
  trade: '挂牌交易成交',
  auction: '拍卖成交',
  contract: '签订合同成交',
};

/**
 * What a contract that both sides signed does to the listing of its achievement. An assignment or an exclusive licence leaves
 * nothing to trade: it ends. Another licence leaves room for more (Civil Code art. 845, 868: only 独占 shuts the owner out), and
 * its owner is asked. Work to order and advice touch no right. Transfer → 'ends', 普通 or 排他 → 'asks', service → 'stays'.
 */
export function afterContract(terms: {
  readonly kind?: ContractKind;
  readonly licenceKind: LicenceKind;
}): 'ends' | 'asks' | 'stays' {
  const kind = kindOf(terms);
  if (kind === 'transfer') return 'ends';
  if (kind !== 'licence' && kind !== 'pay_later') return 'stays';
  return terms.licenceKind === 'exclusive' ? 'ends' : 'asks';
}

type Terms = Parameters<typeof afterContract>[0];

/**
 * Whether signing these terms takes the achievement off the market: they leave nothing to trade, and what was signed before (null:
 * nothing) left something. A first exclusive licence → true; a change of a milestone of it → false; 普通 changed to 独占 → true.
 */
export const endsTrade = (terms: Terms, before: Terms | null): boolean =>
  afterContract(terms) === 'ends' && (before === null || afterContract(before) !== 'ends');

import { type ContractKind, kindOf } from './contract-kind.ts';
import { type LicenceKind, milestonesTotal, type PayLaterTerms } from './contract.ts';
import { changesGrant } from './grant-conflicts.ts';
import type { Fen } from './money.ts';

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

/** Modes (`transfer_mode`) whose buyer is to have the right without another's licence beside his own, or alone. */
const wholeModes: readonly string[] = ['ASSIGN', 'LIC_EXC', 'LIC_SOLE'];

/**
 * Whether signing these terms takes or burdens what is being sold in public in these modes: nothing would be left of it, or the buyer
 * of the whole would find a licence on it of which no bidder knew (促进科技成果转化法 art. 18; Civil Code art. 847, 868). 普通 beside a sale of an
 * assignment → true; 普通 beside a sale of 普通 → false; a change of a milestone → false.
 */
export function burdensSale(terms: PayLaterTerms, before: PayLaterTerms | null, modes: readonly string[]): boolean {
  if (endsTrade(terms, before)) return true;
  if (afterContract(terms) !== 'asks' || !modes.some((mode) => wholeModes.includes(mode))) return false;
  return before === null || changesGrant(before, terms);
}

/** Codes of the modes by how much each gives; one that is none of these gives no more than a licence beside others. */
const modeRanks: Readonly<Record<string, number>> = { LIC_SOLE: 1, LIC_EXC: 2, ASSIGN: 3 };
const licenceRanks: Readonly<Record<LicenceKind, number>> = { non_exclusive: 0, sole: 1, exclusive: 2 };

/**
 * True of a sale whose buyer has the right itself, or shuts every other licensee out: nothing less was for sale (Civil Code art. 868).
 * ASSIGN or LIC_SOLE → true; LIC_EXC or LIC_NON → false.
 */
export const sellsWhole = (modes: readonly string[]): boolean =>
  modes.length > 0 && modes.every((mode) => wholeModes.includes(mode));

/** What a buyer was given by a contract outside of the platform, by its code as a mode. */
export const givenModes = ['ASSIGN', 'LIC_EXC', 'LIC_SOLE', 'LIC_NON'] as const;
export type GivenMode = (typeof givenModes)[number];
export const givenModeLabels: Readonly<Record<GivenMode, string>> = {
  ASSIGN: '转让（含转让作价入股）',
  LIC_EXC: '独占许可',
  LIC_SOLE: '排他许可',
  LIC_NON: '普通许可（含开放许可）',
};

/**
 * What may have been given of what was sold in these modes: one of them; where a mode says nothing of the right (合作实施, 作价投资入股),
 * anything. ASSIGN → ASSIGN; LIC_EXC or LIC_NON → either; EQUITY → all.
 */
export const givenOf = (modes: readonly string[]): readonly GivenMode[] =>
  modes.every((mode) => givenModes.some((given) => given === mode))
    ? givenModes.filter((given) => modes.includes(given))
    : givenModes;

/**
 * Whether a contract of the buyer is what he bought: it gives at least the least of the modes in which it was sold, for fixed sums of
 * at least its price. Sold for 800,000.00 as an assignment: an assignment for that → true; 普通 for 1,000.00, or a service → false.
 */
export function performsSale(
  terms: PayLaterTerms,
  { modes, priceFen }: { readonly modes: readonly string[]; readonly priceFen: Fen | null },
): boolean {
  if (afterContract(terms) === 'stays' || milestonesTotal(terms) < (priceFen ?? 0n)) return false;
  const given = kindOf(terms) === 'transfer' ? 3 : licenceRanks[terms.licenceKind];
  return given >= Math.min(...modes.map((mode) => modeRanks[mode] ?? 0));
}

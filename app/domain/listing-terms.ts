import type { AchievementPrice } from './achievement-data.ts';
import { wanOf } from './achievement-money.ts';
import type { ListingPriceKind, Pricing } from './listing.ts';
import { type Fen, fenFromJson } from './money.ts';
import type { PriceFormula } from './price-formula.ts';

/** The terms of a listing as its row keeps them. */
export interface KeptTerms {
  readonly modes: readonly string[];
  readonly pricing: Pricing;
  readonly priceKind: ListingPriceKind;
  readonly minFen: Fen | null;
  readonly maxFen: Fen | null;
  readonly formula: string | null;
  readonly formulaTerms: (PriceFormula & { readonly note: string | null }) | null;
  readonly isPayLater: boolean;
  readonly trialMonths: number | null;
  readonly payTrigger: string | null;
}

/**
 * True where changed terms stand open to objection anew: a name and its intended price are what is made public
 * (促进科技成果转化法 art. 18), so another price, another way to find it, payment that begins only later, or a mode that was not
 * offered at that price. A mode less, a trial's length and the words of its trigger leave the price as it was.
 */
export const restartsNotice = (before: KeptTerms, after: KeptTerms): boolean =>
  (['pricing', 'priceKind', 'minFen', 'maxFen', 'formula', 'isPayLater'] as const).some(
    (key) => before[key] !== after[key],
  ) || after.modes.some((mode) => !before.modes.includes(mode));

/** What the form of a listing begins with, by the names of its fields. */
export type ListingValues = Readonly<Record<string, string | string[]>>;

/** 58 万元 → '58'; 58.123456 → '58.123456'. */
const wan = (fen: Fen | null): string => (fen === null ? '' : wanOf(String(fen)));

const figuresOf = ({ entryFen, milestonesFen, royaltyPpm, capFen }: PriceFormula) => ({
  entry: entryFen === '0' ? '' : wan(fenFromJson(entryFen)),
  milestones: milestonesFen === '0' ? '' : wan(fenFromJson(milestonesFen)),
  royalty: royaltyPpm === 0 ? '' : String(royaltyPpm / 10_000),
  cap: capFen === null ? '' : wan(fenFromJson(capFen)),
});

/** The terms of an earlier listing as the form shows them, so that nobody types them twice. */
export const valuesOfTerms = (terms: KeptTerms): ListingValues => ({
  modes: [...terms.modes],
  pricing: terms.pricing,
  priceKind: terms.priceKind,
  min: wan(terms.minFen),
  max: wan(terms.maxFen),
  // A listing from before its figures were asked has the sentence alone.
  formula: terms.formulaTerms === null ? (terms.formula ?? '') : (terms.formulaTerms.note ?? ''),
  ...(terms.formulaTerms !== null && figuresOf(terms.formulaTerms)),
  isPayLater: terms.isPayLater ? ['on'] : [],
  trialMonths: terms.trialMonths === null ? '' : String(terms.trialMonths),
  payTrigger: terms.payTrigger ?? '',
});

/** The same from what the record itself says of modes and price: pay-later terms become a formula, and how long the trial runs. */
export function valuesOfRecord({
  transferModes,
  price,
}: {
  readonly transferModes: readonly string[];
  readonly price: AchievementPrice;
}): ListingValues {
  const modes = [...transferModes];
  switch (price.kind) {
    case 'negotiable':
      return { modes, priceKind: 'negotiable' };
    case 'fixed':
      return { modes, priceKind: 'fixed', min: wan(fenFromJson(price.amountFen)) };
    case 'range':
      return { modes, priceKind: 'range', min: wan(fenFromJson(price.minFen)), max: wan(fenFromJson(price.maxFen)) };
    case 'formula':
      return { modes, priceKind: 'formula', ...figuresOf(price) };
    case 'pay_later': {
      return {
        modes,
        priceKind: 'formula',
        ...figuresOf({ ...price, entryFen: '0' }),
        isPayLater: ['on'],
        trialMonths: price.trialMonths > 0 ? String(price.trialMonths) : '',
      };
    }
  }
}

import type { AchievementPrice } from './achievement-data.ts';
import type { ListingPriceKind, Pricing } from './listing.ts';
import { type Fen, fenFromJson, formatPpm, formatWan } from './money.ts';

/** The terms of a listing as its row keeps them. */
export interface KeptTerms {
  readonly modes: readonly string[];
  readonly pricing: Pricing;
  readonly priceKind: ListingPriceKind;
  readonly minFen: Fen | null;
  readonly maxFen: Fen | null;
  readonly formula: string | null;
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

/** 58 万元 → '58'; 58.5 → '58.5'. */
const wan = (fen: Fen | null): string => (fen === null ? '' : formatWan(fen).replace(/[^\d.]/g, ''));

/** The terms of an earlier listing as the form shows them, so that nobody types them twice. */
export const valuesOfTerms = (terms: KeptTerms): ListingValues => ({
  modes: [...terms.modes],
  pricing: terms.pricing,
  priceKind: terms.priceKind,
  min: wan(terms.minFen),
  max: wan(terms.maxFen),
  formula: terms.formula ?? '',
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
    case 'pay_later': {
      const milestones = fenFromJson(price.milestonesFen);
      const formula = [
        ...(milestones > 0n ? [`里程碑 ${formatWan(milestones)}`] : []),
        `净销售额提成 ${formatPpm(price.royaltyPpm)}`,
        ...(price.capFen === null ? [] : [`合计最多 ${formatWan(fenFromJson(price.capFen))}`]),
      ].join('，');
      return {
        modes,
        priceKind: 'formula',
        formula,
        isPayLater: ['on'],
        trialMonths: price.trialMonths > 0 ? String(price.trialMonths) : '',
      };
    }
  }
}

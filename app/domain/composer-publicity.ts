import { type ContractKind, isLicence } from './contract-kind.ts';
import { type ContractPricing, hadNoNotice, type PriceResult, pricingOf, pricingWords } from './contract-pricing.ts';
import type { PayLaterTerms } from './contract.ts';
import type { Day } from './days.ts';
import { exemptionWords, givesAchievement, type PriceOwner, publicityExemption, publishesPrices } from './publicity.ts';

/** What the composer has to know of the two sides to say whether the price will stand in publicity. */
export interface PublicityFacts {
  readonly owner: PriceOwner;
  readonly parties: { readonly achievementId: string; readonly licensorOrgId: string; readonly licenseeOrgId: string };
  /** The trade or auction from which the two come, while no contract of theirs was signed by it. */
  readonly result: PriceResult | null;
  /** The earliest day of signing, without and with a publicity that begins today. */
  readonly signsOn: Day;
  readonly publishedSignsOn: Day;
}

/** How the price of the terms as they stand in the draft is found, whether it is to be published, and when one can sign. */
export interface PublicityOutlook {
  readonly pricing: string;
  /** A unit whose agreed prices stand in publicity. */
  readonly isPublisher: boolean;
  readonly hasResult: boolean;
  readonly departs: boolean;
  /** No licence or assignment by its kind, and taken for one by what it gives. */
  readonly isByContent: boolean;
  /** Null: it must stand in publicity. */
  readonly exemption: string | null;
  readonly signsOn: Day;
}

/** How the price was found as long as the terms keep to the result. */
function startPricing(result: PriceResult | null): ContractPricing {
  const isPrivate = result !== null && hadNoNotice(result);
  return {
    way: isPrivate ? 'agreed' : (result?.way ?? 'agreed'),
    result,
    departures: isPrivate ? ['notice'] : [],
  };
}

/** The outlook on a draft; `terms` null where its fields cannot be read yet: then it is taken to keep to the result. */
export function publicityOutlook(
  { owner, parties, result, signsOn, publishedSignsOn }: PublicityFacts,
  kind: ContractKind,
  terms: PayLaterTerms | null,
): PublicityOutlook {
  const pricing: ContractPricing = terms === null ? startPricing(result) : pricingOf(result, { ...parties, terms });
  const exemption = publicityExemption(owner, {
    kind,
    pricing: pricing.way,
    givesAchievement: terms !== null && givesAchievement(terms),
  });
  return {
    pricing: pricingWords(pricing),
    isPublisher: publishesPrices(owner),
    hasResult: result !== null,
    departs: pricing.departures.length > 0,
    isByContent: exemption === null && terms !== null && !isLicence(kind) && kind !== 'transfer',
    exemption: exemption && exemptionWords[exemption],
    signsOn: exemption === null ? publishedSignsOn : signsOn,
  };
}

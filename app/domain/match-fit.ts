import { confirmEveryDays } from './listing.ts';

/** How well the facts of an achievement meet what a demand asks for, factor by factor. */

export const matchFactors = ['field', 'trl', 'price', 'region', 'mode', 'ip', 'freshness'] as const;
export type MatchFactor = (typeof matchFactors)[number];

/** How what is offered answers what is wanted. `unknown` is shown as 未填写 and does not count. */
export type MatchVerdict = 'meets' | 'near' | 'fails' | 'unknown';

export interface MatchFactorLine {
  readonly factor: MatchFactor;
  readonly verdict: MatchVerdict;
  /**
   * Codes joined by commas, levels as `4-6`, fen as `min-max` with an open end left out or `pay_later`; empty where nothing
   * was said.
   */
  readonly wanted: string;
  readonly offered: string;
  /** How well the factor is met; null when unknown. */
  readonly fitPpm: number | null;
}

/** What a demand wants. Amounts are fen as decimal strings. */
export interface WantedFacts {
  readonly orgId: string;
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regionCode: string;
  readonly wantedTrlMin: number | null;
  readonly wantedTrlMax: number | null;
  readonly budgetMinFen: string | null;
  readonly budgetMaxFen: string | null;
  readonly cooperation: readonly string[];
  readonly acceptPayLater: boolean;
  readonly ipRequirement: string | null;
}

/** What an achievement offers, as its search document carries it. */
export interface OfferedFacts {
  readonly orgId: string;
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regionCode: string;
  readonly trl: number | null;
  readonly payLater: boolean;
  readonly modes: readonly string[];
  readonly priceKind: string;
  readonly priceMinFen: string | null;
  readonly priceMaxFen: string | null;
  readonly ipStatuses: readonly string[];
  /** Days since its unit last confirmed the listing; null when it is not listed. Engines leave it out, who ranks adds it. */
  readonly listingAgeDays?: number | null;
}

/** What a score needs of a line. */
export type FactorFit = Pick<MatchFactorLine, 'factor' | 'fitPpm'>;

/** How well each factor is met, in the order in which they are shown; without words, for lists that are long. */
export function factorFits(wanted: WantedFacts, offered: OfferedFacts): FactorFit[] {
  const fit = (factor: MatchFactor, share: number | null): FactorFit => ({
    factor,
    fitPpm: share === null ? null : Math.round(share * 1_000_000),
  });
  return [
    fit('field', fieldFit(wanted, offered)),
    fit('trl', trlFit(wanted.wantedTrlMin, wanted.wantedTrlMax, offered.trl)),
    fit('price', priceFit(wanted, offered)),
    fit('region', regionFit(wanted.regionCode, offered.regionCode)),
    fit('mode', modeFit(wanted, offered)),
    fit('ip', ipFit(offered.ipStatuses)),
    fit('freshness', freshnessFit(offered.listingAgeDays ?? null)),
  ];
}

/** All lines, in the order in which they are shown. */
export function factorLines(wanted: WantedFacts, offered: OfferedFacts): MatchFactorLine[] {
  const said: Record<MatchFactor, readonly [wanted: string, offered: string]> = {
    field: [codes(wanted.fields, wanted.chains), codes(offered.fields, offered.chains)],
    trl: [span(wanted.wantedTrlMin, wanted.wantedTrlMax), offered.trl === null ? '' : String(offered.trl)],
    price: [budgetSaid(wanted), priceWords(offered)],
    region: [wanted.regionCode, offered.regionCode],
    mode: [codes(wanted.cooperation), codes(offered.modes)],
    ip: [wanted.ipRequirement ?? '', codes(offered.ipStatuses)],
    freshness: [String(confirmEveryDays), String(offered.listingAgeDays ?? '')],
  };
  return factorFits(wanted, offered).map(({ factor, fitPpm }) => ({
    factor,
    verdict: verdictOf(fitPpm),
    wanted: said[factor][0],
    offered: said[factor][1],
    fitPpm,
  }));
}

const verdictOf = (fitPpm: number | null): MatchVerdict =>
  fitPpm === null ? 'unknown' : fitPpm >= 850_000 ? 'meets' : fitPpm >= 400_000 ? 'near' : 'fails';

/** Why a pair is never proposed, whatever its text. */
export type Exclusion = 'own_organisation' | 'ip_disputed';

/** The hard filter that a pair meets, by name; null when there is none. Withdrawn rows are not in the index at all. */
export function exclusionOf(wanted: WantedFacts, offered: OfferedFacts): Exclusion | null {
  if (wanted.orgId === offered.orgId) return 'own_organisation';
  if (offered.ipStatuses.includes('disputed')) return 'ip_disputed';
  return null;
}

/** How many pairs each hard filter leaves out. */
export type Exclusions = Readonly<Partial<Record<Exclusion, number>>>;

/** Counts what the hard filters leave out: own results and disputed rights are named to the enterprise, not hidden. */
export function exclusionsOf(wanted: WantedFacts, offered: readonly OfferedFacts[]): Exclusions {
  const counts: Partial<Record<Exclusion, number>> = {};
  for (const facts of offered) {
    const found = exclusionOf(wanted, facts);
    if (found !== null) counts[found] = (counts[found] ?? 0) + 1;
  }
  return counts;
}

/** A shared chain or field item is 1, the same field (17 of 17.2) .7, else 0. */
export function fieldFit(
  wanted: Pick<WantedFacts, 'fields' | 'chains'>,
  offered: Pick<OfferedFacts, 'fields' | 'chains'>,
): number | null {
  const known: number[] = [];
  if (wanted.chains.length > 0 && offered.chains.length > 0) {
    known.push(wanted.chains.some((code) => offered.chains.includes(code)) ? 1 : 0);
  }
  if (wanted.fields.length > 0 && offered.fields.length > 0) {
    const parent = (code: string) => code.split('.')[0]!;
    const closeness = (want: string, offer: string) => {
      if (want === offer || parent(offer) === want) return 1;
      return parent(want) === parent(offer) ? 0.7 : 0;
    };
    known.push(Math.max(...wanted.fields.flatMap((want) => offered.fields.map((offer) => closeness(want, offer)))));
  }
  return known.length === 0 ? null : Math.max(...known);
}

/** 1 inside the wanted band, .25 less for each level outside. Example: wanted 4–6, offered 8 → .5. */
export function trlFit(min: number | null, max: number | null, offered: number | null): number | null {
  if (offered === null || (min === null && max === null)) return null;
  const outside = Math.max(0, (min ?? 1) - offered, offered - (max ?? 9));
  return Math.max(0, 1 - 0.25 * outside);
}

/**
 * 1 up to the budget, then linear to 0 at twice the budget. Example: budget 100 万, price 150 万 → .5.
 * A pay-later price (先用后付) meets any demand that accepts it, and is half met where it is not asked for.
 */
export function priceFit(
  wanted: Pick<WantedFacts, 'budgetMaxFen' | 'acceptPayLater'>,
  offered: Pick<OfferedFacts, 'payLater' | 'priceKind' | 'priceMinFen'>,
): number | null {
  if (wanted.acceptPayLater && offered.payLater) return 1;
  if (offered.priceKind === 'pay_later') return 0.5;
  if (wanted.budgetMaxFen === null || offered.priceMinFen === null) return null;
  const budget = BigInt(wanted.budgetMaxFen);
  const price = BigInt(offered.priceMinFen);
  if (price <= budget) return 1;
  if (price >= 2n * budget) return 0;
  return Number(((2n * budget - price) * 1_000_000n) / budget) / 1_000_000;
}

/** Same 市州 1, same province .7, same great region (first digit of GB/T 2260) .4, else .2. */
export function regionFit(wanted: string, offered: string): number | null {
  if (!/^\d{6}$/.test(wanted) || !/^\d{6}$/.test(offered)) return null;
  if (wanted.slice(0, 2) !== offered.slice(0, 2)) return wanted[0] === offered[0] ? 0.4 : 0.2;
  const isWholeProvince = wanted.endsWith('0000') || offered.endsWith('0000');
  return !isWholeProvince && wanted.slice(0, 4) === offered.slice(0, 4) ? 1 : 0.7;
}

/** A shared way of transfer is 1; two kinds of licence, or joint work and joint use, .6; 其他 .5; else 0. */
export function modeFit(
  wanted: Pick<WantedFacts, 'cooperation' | 'acceptPayLater'>,
  offered: Pick<OfferedFacts, 'modes'>,
): number | null {
  const asked = wanted.acceptPayLater ? [...wanted.cooperation, 'PAYLATER'] : wanted.cooperation;
  if (asked.length === 0 || offered.modes.length === 0) return null;
  const isLicence = (code: string) => code.startsWith('LIC_') || code === 'PAYLATER';
  const closeness = (want: string, offer: string) => {
    if (want === offer) return 1;
    if (isLicence(want) && isLicence(offer)) return 0.6;
    if (want === 'DEV_COOP' && offer === 'COOP') return 0.6;
    return want === 'OTHER' || offer === 'OTHER' ? 0.5 : 0;
  };
  return Math.max(...asked.flatMap((want) => offered.modes.map((offer) => closeness(want, offer))));
}

const ipFits: Readonly<Record<string, number>> = {
  granted: 1,
  licensed_non: 0.8,
  licensed_open: 0.8,
  published: 0.7,
  applied: 0.7,
  pledged: 0.5,
};

/** State of the best right offered: granted 1, already licensed to some .8, applied for .7, pledged .5, unusable 0. */
export function ipFit(statuses: readonly string[]): number | null {
  return statuses.length === 0 ? null : Math.max(...statuses.map((status) => ipFits[status] ?? 0));
}

/** 1 while a listing is confirmed every 90 days as the rule asks, then linear to 0 at 180. Example: 135 days → .5. */
export const freshnessFit = (ageDays: number | null): number | null =>
  ageDays === null ? null : Math.min(1, Math.max(0, 2 - ageDays / confirmEveryDays));

const codes = (...lists: readonly (readonly string[])[]): string => lists.flat().join(',');

const span = (min: number | string | null, max: number | string | null): string =>
  min === null && max === null ? '' : `${min ?? ''}-${max ?? ''}`;

const budgetSaid = ({ budgetMinFen, budgetMaxFen, acceptPayLater }: WantedFacts): string =>
  span(budgetMinFen, budgetMaxFen) || (acceptPayLater ? 'pay_later' : '');

const priceWords = (offered: OfferedFacts): string =>
  offered.priceKind === 'pay_later' || (offered.priceMinFen === null && offered.payLater)
    ? 'pay_later'
    : span(offered.priceMinFen, offered.priceMaxFen);

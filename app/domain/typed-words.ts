import { contractKinds } from './contract-kind.ts';
import {
  disputeWays,
  improvementWays,
  invoicings,
  licenceKinds,
  milestoneTriggers,
  type PayLaterTerms,
  restDayRules,
  riskBearers,
  royaltyBases,
  royaltyPeriodKinds,
  royaltyStarts,
  securityKinds,
  tierSpans,
  tierWays,
} from './contract.ts';
import { isDay } from './days.ts';
import { plainTerms, plainWord } from './plain-terms.ts';

const chosen: ReadonlySet<string> = new Set([
  ...contractKinds,
  ...licenceKinds,
  ...milestoneTriggers,
  ...royaltyBases,
  ...royaltyPeriodKinds,
  ...royaltyStarts,
  ...tierWays,
  ...tierSpans,
  'flat',
  'tiered',
  'by_year',
  'gross',
  'delivery',
  ...invoicings,
  ...improvementWays,
  ...restDayRules,
  ...riskBearers,
  ...disputeWays,
  ...securityKinds,
]);

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
};

/**
 * Every text of the terms that somebody wrote in words of his own, whatever field it stands in: what is chosen from a list, days and
 * the rights, which are named as the record names them, are left out. A field that terms get later is in it by itself.
 */
export const typedWords = (terms: PayLaterTerms): string[] =>
  textsIn({ ...terms, rights: undefined }).filter((text) => text !== '' && !chosen.has(text) && !isDay(text));

/** What of it was written anew: words that the version had from which one starts were judged when they were written. */
export function newWords(terms: PayLaterTerms, base: PayLaterTerms | null): string[] {
  const stood = new Set((base === null ? [] : typedWords(base)).map(plainWord));
  return typedWords(terms).filter((text) => !stood.has(plainWord(text)));
}

/** The most characters of their own that parties write into one contract: a rule of this platform. */
export const mostTypedWords = 20_000;

const sizeOf = (terms: PayLaterTerms): number =>
  typedWords(plainTerms(terms)).reduce((sum, text) => sum + text.length, 0);

/** Too much in all; where the version from which one starts was longer already, only more than that. */
export const isTooLong = (terms: PayLaterTerms, base: PayLaterTerms | null = null): boolean =>
  sizeOf(terms) > Math.max(mostTypedWords, base === null ? 0 : sizeOf(base));

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
 * Every text of the terms that somebody wrote in words of his own, whatever field it stands in: what is chosen from a list and days
 * are left out. A field that terms get later is in it by itself.
 */
export const typedWords = (terms: PayLaterTerms): string[] =>
  textsIn(terms).filter((text) => text !== '' && !chosen.has(text) && !isDay(text));

/** The most characters of their own that parties write into one contract: a rule of this platform. */
export const mostTypedWords = 20_000;

export const isTooLong = (terms: PayLaterTerms): boolean =>
  typedWords(terms).reduce((sum, text) => sum + text.length, 0) > mostTypedWords;

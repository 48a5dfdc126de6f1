import type { TermsErrorCode, TermsFinding } from './contract-check.ts';

const schemaNames: readonly (readonly [RegExp, string])[] = [
  [/^(milestones\[\d+\])\.amount$/, '$1.amountFen'],
  [/^(milestones\[\d+\])\.triggerAmount$/, '$1.triggerFen'],
  [/^royalty\.cap$/, 'royalty.capFen'],
  [/^royalty\.tiers(\[\d+\])\.from$/, 'royalty.schedule.tiers$1.fromFen'],
  [/^royalty\.tiers(\[\d+\])\.to$/, 'royalty.schedule.tiers$1.toFen'],
  [/^(royalty\.later\[\d+\])\.tiers(\[\d+\])\.from$/, '$1.schedule.tiers$2.fromFen'],
  [/^(royalty\.later\[\d+\])\.tiers(\[\d+\])\.to$/, '$1.schedule.tiers$2.toFen'],
  [/^(royalty\.later\[\d+\])\.rates$/, '$1.schedule.ratesPpm'],
  [/^(royalty\.later\[\d+\])\.rate$/, '$1.schedule.ratePpm'],
  [/^(royalty\.later\[\d+\])\.tiers$/, '$1.schedule.tiers'],
  [/^(royalty\.later\[\d+\])\.tierSpan$/, '$1.schedule.span'],
  [/^royalty\.rates$/, 'royalty.schedule.ratesPpm'],
  [/^royalty\.rate$/, 'royalty.schedule.ratePpm'],
  [/^royalty\.tiers$/, 'royalty.schedule.tiers'],
  [/^latePenaltyCap$/, 'latePenaltyCapPpm'],
];

const reasons: Partial<Record<TermsErrorCode, string>> = {
  cap_below_milestones: 'expected no less than all milestones together, which count under the cap',
  entry_fee:
    'expected another trigger: a contract of kind "pay_later" has no entry fee, so nothing falls due on signing',
  trial_out_of_range:
    'expected 3 to 36 months with the extension, no longer than the term, and 0 where the kind has no trial',
  rate_missing: 'expected a rate above 0, or a minimum',
  later_day: 'expected the first day of a calendar period, later than that of the rates before',
  later_whole:
    'expected span "period" with way "whole": counted over more, it would rate anew what was charged by the rates before',
};

const reasonOf = (path: string, code: TermsErrorCode): string => {
  if (path.endsWith('.tiers[0].from')) return 'expected 0: the first tier begins there';
  if (path.endsWith('.from')) return 'expected toFen of the tier before: no hole and no overlap';
  if (path.endsWith('.to')) return 'expected more than fromFen, and null for the last tier only';
  if (path.endsWith('.amount')) return 'expected an amount above zero';
  if (/\.trigger(Amount|On)$/.test(path)) return 'expected a value: the trigger asks for it';
  if (path.endsWith('Days')) return 'expected at most 365 days';
  if (/(rates?|tiers|Cap)$/.test(path)) return reasons[code] ?? 'expected at most 1000000 ppm, which is 100 %';
  return reasons[code] ?? `not possible: ${code}`;
};

/**
 * What the look over terms (`checkTerms`) finds, in the words of the auditors' tool: the field as its schema names it,
 * the reason in English, for example `royalty.capFen: expected no less than all milestones together, …`.
 */
export function complaintOf({ path, code }: TermsFinding<TermsErrorCode>): string {
  const [from, to] = schemaNames.find(([name]) => name.test(path)) ?? [];
  return `${from && to ? path.replace(from, to) : path}: ${reasonOf(path, code)}`;
}

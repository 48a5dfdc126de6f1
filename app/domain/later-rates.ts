import type { LaterRates, RateSchedule, RoyaltyTerms } from './contract.ts';
import type { Day } from './days.ts';
import type { Fen } from './money.ts';

/** What was agreed from a period on and counts for what begins on this day; undefined while the first rates do. */
export const laterOn = ({ later = [] }: RoyaltyTerms, startOn: Day): LaterRates | undefined =>
  later.findLast(({ fromOn }) => fromOn <= startOn);

/**
 * The royalty as it counts for a period, or a contract year, that begins on this day (Civil Code art. 543: the parties may change what
 * they agreed; design default, to be confirmed: `royalty.later`): the rates last agreed for it or for a time before it, and each
 * least sum as it was last named. Without later rates the terms themselves.
 * 3 %, from 2029-01-01 on 2 %: a period that begins on 2028-10-01 → 3 %, one that begins on 2029-01-01 → 2 %.
 */
export function royaltyOn(royalty: RoyaltyTerms, startOn: Day): RoyaltyTerms {
  if (royalty.later === undefined) return royalty;
  const counting = royalty.later.filter(({ fromOn }) => fromOn <= startOn);
  return counting.reduce<RoyaltyTerms>(
    (so, { schedule, minimumFen = so.minimumFen, yearlyMinimumFen = so.yearlyMinimumFen }) => ({
      ...so,
      schedule,
      minimumFen,
      ...(yearlyMinimumFen !== undefined && { yearlyMinimumFen }),
    }),
    royalty,
  );
}

/** The rates of all times, the first ones first. */
export const schedulesOf = ({ schedule, later = [] }: RoyaltyTerms): RateSchedule[] => [
  schedule,
  ...later.map((rates) => rates.schedule),
];

const isOver = (fen: Fen | null | undefined): boolean => (fen ?? 0n) > 0n;

/** Whether a contract year ever has a least sum. */
export const hasYearlyMinimum = ({ yearlyMinimumFen, later = [] }: RoyaltyTerms): boolean =>
  [yearlyMinimumFen, ...later.map((rates) => rates.yearlyMinimumFen)].some(isOver);

/** Whether a least sum of a single period is agreed for any time. */
export const hasPeriodMinimum = ({ minimumFen, later = [] }: Pick<RoyaltyTerms, 'minimumFen' | 'later'>): boolean =>
  [minimumFen, ...later.map((rates) => rates.minimumFen)].some(isOver);

/** Whether a least sum of a period or of a year is agreed for any time: then something may fall due without a report. */
export const hasMinimum = (royalty: RoyaltyTerms): boolean => hasYearlyMinimum(royalty) || hasPeriodMinimum(royalty);

import type { LaterRates, RateSchedule, RoyaltyTerms } from './contract.ts';
import type { Day } from './days.ts';
import { ratesText, sumText } from './rate-text.ts';
import { calendarPeriod } from './schedule.ts';

/** The period with which other rates begin, in words: 2028-04-01 of a royalty by quarters → 2028 年第 2 季度（2028-04-01）. */
export const laterStartText = ({ period }: Pick<RoyaltyTerms, 'period'>, fromOn: Day): string =>
  `${calendarPeriod(period, fromOn).label}（${fromOn}）`;

/** Rates with the least sums that were agreed with them. */
function ratesWithMinima({ fromOn, schedule, minimumFen, yearlyMinimumFen }: LaterRates): string {
  const ofPeriod =
    minimumFen === undefined
      ? ''
      : minimumFen === 0n
        ? '，不再约定每期最低提成'
        : `，每期提成不低于${sumText(minimumFen)}`;
  const ofYear =
    yearlyMinimumFen === undefined
      ? ''
      : yearlyMinimumFen === 0n
        ? `，${fromOn} 及以后开始的合同年不再约定最低提成`
        : `，${fromOn} 及以后开始的每个合同年提成不低于${sumText(yearlyMinimumFen)}，年度各期申报后补足差额`;
  return `${ratesText(schedule)}${ofPeriod}${ofYear}`;
}

const isSpanning = (schedule: RateSchedule): boolean =>
  schedule.kind === 'tiered' && (schedule.span ?? 'period') !== 'period';

/** What a change agreed of the royalty from a period on, a sentence each, and what it leaves as it was; none where nothing was. */
export function laterClauses(royalty: RoyaltyTerms): string[] {
  const { later = [] } = royalty;
  if (later.length === 0) return [];
  const goesOn = later.some(({ schedule }) => isSpanning(schedule))
    ? '累计分段的，以前各期的基数继续累计，新的分段只用于落在新比例起始期及以后各期的部分。'
    : '';
  return [
    ...later.map((rates) => `自 ${laterStartText(royalty, rates.fromOn)}起的各期改为：${ratesWithMinima(rates)}。`),
    `在此以前各期的提成按该期当时的约定计算，以后更正的也一样。${goesOn}`,
  ];
}

/** The rates that count for a period, for people: 比例为 3%; of later ones with the period from which they count. */
export function countingRatesText(royalty: RoyaltyTerms, rates: LaterRates | undefined): string {
  return rates === undefined
    ? ratesText(royalty.schedule)
    : `${ratesText(rates.schedule)}（自 ${laterStartText(royalty, rates.fromOn)}起）`;
}

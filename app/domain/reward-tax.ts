import { addMonths, type Day } from './days.ts';
import { type Fen, mulPpm } from './money.ts';

export interface RewardFacts {
  /** What arrived came of a transfer or a licence, not of work that stands alone (to be confirmed: `work.alone`). */
  readonly isConversion: boolean;
  /** A state-established university or institute, or a private non-profit one that meets the conditions. */
  readonly isNonProfit: boolean;
  /** The technology contract has its certificate. */
  readonly isRegistered: boolean;
  readonly isPublished: boolean;
  readonly receivedOn: Day;
  readonly paidOn: Day;
}

export interface RewardCondition {
  readonly key: 'conversion' | 'unit' | 'registered' | 'published' | 'in_time';
  readonly label: string;
  readonly isMet: boolean;
}

/** Months from the arrival of the income within which the reward must be paid. */
export const paidWithinMonths = 36;

/** Least working days of publicity of a reward list (国科发政〔2018〕103号; to be confirmed: `reward.publicity`). */
export const rewardPublicityDays = 15;

/**
 * The conditions under which half of a cash reward for a duty achievement is taxed (财税〔2018〕58号). The unit withholds and
 * declares; the platform files no tax and shows what is met. What people have as owners (赋权) is judged alike (design
 * default, to be confirmed: `reward.owner_part`).
 * Received 2026-01-31 → to be paid by 2029-01-31.
 */
export const rewardConditions = (facts: RewardFacts): readonly RewardCondition[] => [
  ...(facts.isConversion
    ? []
    : [
        {
          key: 'conversion' as const,
          label: '收入来自转让、许可成果，不是单独的技术开发、技术咨询、技术服务',
          isMet: false,
        },
      ]),
  { key: 'unit', label: '单位是国家设立的科研机构、高校，或者符合条件的民办非营利机构', isMet: facts.isNonProfit },
  { key: 'registered', label: '技术合同已认定登记，取得登记证明', isMet: facts.isRegistered },
  { key: 'published', label: '奖励名单已按规定公示', isMet: facts.isPublished },
  {
    key: 'in_time',
    label: `取得转化收入之日起 ${paidWithinMonths} 个月内发放`,
    isMet: facts.paidOn >= facts.receivedOn && facts.paidOn <= addMonths(facts.receivedOn, paidWithinMonths),
  },
];

/** True when all conditions are met. */
export const isTaxReduced = (facts: RewardFacts): boolean => rewardConditions(facts).every(({ isMet }) => isMet);

/** What of a cash reward is added to the month's wages: half of it, rounded half up, else all. 100,000.01 → 50,000.01. */
export const taxableOf = (cashFen: Fen, isReduced: boolean): Fen =>
  isReduced ? mulPpm(cashFen, 500_000, 'half-up') : cashFen;

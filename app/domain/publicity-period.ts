import { addDays, type Day, diffDays, formatDayCn } from './days.ts';
import type { PublicityCount } from './publicity.ts';

/** What a frozen notice says of its days. Notices from before units could choose lack `count`: they counted every day. */
export interface PublicityPeriod {
  readonly firstOn: Day;
  readonly lastOn: Day;
  readonly days: number;
  readonly count?: PublicityCount;
  readonly isCertain: boolean;
}

const unitOf = (period: PublicityPeriod): string => (period.count === 'working' ? '个工作日' : '日');

/** The last counted day where the end was moved to the next working day; null where it was not. */
export function shiftedFrom({ firstOn, lastOn, days, count }: PublicityPeriod): Day | null {
  const countedOn = addDays(firstOn, days - 1);
  return count !== 'working' && countedOn < lastOn ? countedOn : null;
}

/**
 * How the days of a publicity are counted, for the reader of the notice: from when, to when, and why the end was moved.
 * 2026-11-07 and 15 days → the 15th is Saturday 2026-11-21, so that it stands to Monday 2026-11-23.
 */
export function publicityPeriodText(period: PublicityPeriod): string {
  const { firstOn, lastOn, days, isCertain } = period;
  const from = shiftedFrom(period);
  const counted =
    from === null
      ? `${firstOn} 至 ${lastOn}，共 ${days} ${unitOf(period)}，公示次日为第 1 日`
      : `${firstOn} 至 ${lastOn}：公示次日为第 1 日，第 ${days} 日是 ${formatDayCn(from)}，不是工作日，顺延到 ${formatDayCn(lastOn)}`;
  return isCertain ? counted : `${counted}（相关年度的节假日安排尚未公布，末日可能再顺延）`;
}

/** The running count for today: 今天是第 5 日，还剩 10 日. Days after the counted ones, up to the working day, are no further days. */
export function publicityProgress(period: PublicityPeriod, today: Day): string {
  const { firstOn, lastOn, days } = period;
  if (today > lastOn) return `公示期已满（${lastOn}）`;
  if (today < firstOn) return `明日起算第 1 日，至 ${lastOn}`;
  if (period.count === 'working') return today === lastOn ? '最后一日' : `至 ${lastOn}，共 ${days} 个工作日`;
  const n = diffDays(firstOn, today) + 1;
  if (n > days) return `第 ${days} 日已过，遇休息日顺延到 ${formatDayCn(lastOn)}`;
  if (today === lastOn) return `今天是第 ${n} 日，最后一日`;
  const shift = shiftedFrom(period) === null ? '' : `，末日顺延到 ${formatDayCn(lastOn)}`;
  return n === days ? `今天是第 ${n} 日${shift}` : `今天是第 ${n} 日，还剩 ${days - n} 日${shift}`;
}

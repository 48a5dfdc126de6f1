import type { PayLaterTerms, RateSchedule } from './contract.ts';
import { capitalFen, type Fen, formatPpm, formatWan, formatYuan } from './money.ts';

/** A sum as a contract writes it, in figures and in capitals. */
export const sumText = (fen: Fen): string => `人民币 ${formatYuan(fen)}（大写：${capitalFen(fen)}）`;

/** Rates as a contract writes them. 3 % → 比例为 3%; 5/4/3 % by year → 比例按合同年确定：第 1 个合同年 5%，… */
export function ratesText(schedule: RateSchedule): string {
  if (schedule.kind === 'flat') return `比例为 ${formatPpm(schedule.ratePpm)}`;
  if (schedule.kind === 'by_year') {
    const years = schedule.ratesPpm.map((rate, i) => `第 ${i + 1} 个合同年 ${formatPpm(rate)}`);
    return `比例按合同年确定：${years.join('，')}，其后各年同最后一年`;
  }
  const tiers = schedule.tiers.map(({ fromFen, toFen, ratePpm }) => {
    const upTo = toFen === null ? '' : `不超过 ${formatWan(toFen)}`;
    const above = fromFen === 0n ? '' : `超过 ${formatWan(fromFen)}`;
    const range = toFen === null && fromFen === 0n ? '全部基数' : `${[above, upTo].filter(Boolean).join('、')}的部分`;
    return `${range} ${formatPpm(ratePpm)}`;
  });
  const counted = { period: '每期', contract_year: '每个合同年累计的', contract: '合同期内累计的' }[
    schedule.span ?? 'period'
  ];
  const way = schedule.way === 'whole' ? '基数所达到的档次全额适用，已计的从中扣除' : '基数分段累进';
  return `比例按${counted}${way}：${tiers.join('，')}`;
}

/** What delay costs, as a contract writes it: a share of the overdue sum a day, up to a share of it. */
export const latePenaltyText = ({
  latePenaltyPpmPerDay,
  latePenaltyCapPpm,
}: Pick<PayLaterTerms, 'latePenaltyPpmPerDay' | 'latePenaltyCapPpm'>): string =>
  `按逾期金额每日 ${formatPpm(latePenaltyPpmPerDay)}支付违约金，累计不超过逾期金额的 ${formatPpm(latePenaltyCapPpm)}`;

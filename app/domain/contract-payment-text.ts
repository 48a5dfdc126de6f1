import {
  datedTriggers,
  milestonesTotal,
  type MilestoneTerms,
  type PayLaterTerms,
  type RateSchedule,
  royaltyBaseLabels,
  royaltyPeriodLabels,
  type RoyaltyTerms,
} from './contract.ts';
import { capitalFen, type Fen, formatPpm, formatWan, formatYuan } from './money.ts';
import { milestoneCondition } from './schedule.ts';

const sum = (fen: Fen): string => `人民币 ${formatYuan(fen)}（大写：${capitalFen(fen)}）`;
const milestoneText = (milestone: MilestoneTerms, i: number): string => {
  const evidence = milestone.evidence ? `许可方应提交的证据：${milestone.evidence}。` : '';
  const acceptance = datedTriggers.includes(milestone.trigger)
    ? `${milestone.trigger === 'signed' ? '无需验收，双方签署完成后' : '到期无需验收，到期后'}`
    : `被许可方应在收到证据后 ${milestone.acceptWithinDays} 日内验收或者书面说明不通过的理由，逾期不答复视为通过；验收通过后`;
  return `第 ${i + 1} 项“${milestone.name}”：条件为${milestoneCondition(milestone)}。${evidence}${acceptance} ${milestone.payWithinDays} 日内支付${sum(milestone.amountFen)}。`;
};

/** The clause of the milestones: condition, evidence, acceptance or silence, days and sum of each, and the total. */
export function milestoneClause(terms: PayLaterTerms): string[] {
  if (terms.milestones.length === 0) return ['双方不约定里程碑款。'];
  const total = `里程碑款合计${sum(milestonesTotal(terms))}。未验收通过的里程碑不产生付款义务；一项有争议，不影响其他各项。`;
  return [...terms.milestones.map(milestoneText), total];
}

function rates(schedule: RateSchedule): string {
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

/** Where the royalty begins: an agreed event, an agreed day, never before the trial is over. */
export function royaltyStartText({ startsOn, startEvent = 'trial_end', startMilestone }: RoyaltyTerms): string {
  const event =
    startEvent === 'first_sale'
      ? '自首次销售之日起'
      : startEvent === 'milestone'
        ? `自第 ${startMilestone ?? 1} 项里程碑验收通过之日起`
        : null;
  if (event) return `${event}${startsOn ? `（不早于 ${startsOn}，且不早于试用期届满）` : '（不早于试用期届满）'}`;
  return startsOn ? `自 ${startsOn} 起（不早于试用期届满）` : '自试用期届满的次日起';
}

/** What only some contracts agree about the royalty: a sentence each, none where nothing is agreed. */
function agreedBesides(terms: RoyaltyTerms): string[] {
  const { baselineFen, sublicencePpm, yearlyMinimumFen, minimumFromYear = 2, buyOut } = terms;
  return [
    baselineFen
      ? `只就超过约定基准数的部分计提，每个完整申报期的基准数为${sum(baselineFen)}，不足一期的按天折算。`
      : '',
    sublicencePpm != null
      ? `被许可方经同意再许可第三方的，按其收到的再许可收入的 ${formatPpm(sublicencePpm)}另行支付，该第三方的销售不计入基数。`
      : '',
    yearlyMinimumFen
      ? `自第 ${minimumFromYear} 个合同年起，每个合同年的提成不低于${sum(yearlyMinimumFen)}，年度各期申报后补足差额；起止不满一年的按天折算。`
      : '',
    buyOut
      ? `被许可方可以一次支付${sum(buyOut.priceFen)}买断，自买断之日起不再计提成${buyOut.creditsRoyalties ? '，此前已计的提成抵入买断价' : '，此前已计的提成不抵买断价'}。`
      : '',
  ].filter(Boolean);
}

/** What makes the price of a royalty besides base, rate and cap: least sums, baseline, sub-licences, buy-out; a sentence each. */
export const royaltyPriceClauses = (terms: RoyaltyTerms): string[] => [
  terms.minimumFen
    ? `每期提成不低于${sum(terms.minimumFen)}，不足部分由被许可方补足。`
    : terms.yearlyMinimumFen
      ? '不约定每期最低提成。'
      : '不约定最低提成。',
  ...agreedBesides(terms),
];

/** The clause of the royalty: base, rate, deductions, report, minimum and cap. */
export function royaltyClause(terms: RoyaltyTerms): string[] {
  const period = royaltyPeriodLabels[terms.period];
  const start = royaltyStartText(terms);
  const deductions = terms.deductions.map(({ name, capPpm }) =>
    capPpm === null ? name : `${name}（不超过当期毛额的 ${formatPpm(capPpm)}）`,
  );
  const base =
    deductions.length > 0
      ? `基数为当期开票毛额减去下列已实际发生的扣除项：${deductions.join('、')}。未列明的不得扣除。`
      : '基数为当期开票毛额，不作扣除。';
  return [
    `${start}，被许可方按${period}以${royaltyBaseLabels[terms.base]}为基数支付提成，${rates(terms.schedule)}。每段金额四舍五入到分。`,
    base,
    `每${{ month: '月', quarter: '季', half_year: '半年', year: '年' }[terms.period]}期末后 ${terms.reportWithinDays} 日内申报，没有收入也要申报；申报后 ${terms.payWithinDays} 日内付款。申报有误的另行更正，不涂改原申报。`,
    ...royaltyPriceClauses(terms),
    terms.capFen === null
      ? '不约定封顶金额。'
      : `里程碑款与提成累计以${sum(terms.capFen)}封顶，达到后不再支付，许可在期限内继续有效。`,
  ];
}

import { awaitsDelivery } from './awaited-delivery.ts';
import {
  datedTriggers,
  milestonesTotal,
  type MilestoneTerms,
  type PayLaterTerms,
  type RoyaltyBase,
  royaltyBaseLabels,
  royaltyPeriodLabels,
  type RoyaltyTerms,
} from './contract.ts';
import { isLicence, kindOf } from './contract-kind.ts';
import { returnCreditWithinDays } from './credit.ts';
import { hasPeriodMinimum } from './later-rates.ts';
import { laterClauses } from './later-rates-text.ts';
import { formatPpm } from './money.ts';
import { ratesText, sumText as sum } from './rate-text.ts';
import { milestoneCondition } from './schedule.ts';

const milestoneText = (milestone: MilestoneTerms, i: number, isReported: boolean): string => {
  if (milestone.trigger === 'sales_reached' && isReported) return salesMilestoneText(milestone, i);
  const evidence = milestone.evidence ? `许可方应提交的证据：${milestone.evidence}。` : '';
  const acceptance = datedTriggers.includes(milestone.trigger)
    ? `${milestone.trigger === 'signed' ? '无需验收，双方签署完成后' : '到期无需验收，到期后'}`
    : `被许可方应在收到证据后 ${milestone.acceptWithinDays} 日内验收或者书面说明不通过的理由，逾期不答复视为通过；验收通过后`;
  return `第 ${i + 1} 项“${milestone.name}”：条件为${milestoneCondition(milestone)}。${evidence}${acceptance} ${milestone.payWithinDays} 日内支付${sum(milestone.amountFen)}。`;
};

/** Reached by the licensee's own reports, which a correction takes back, or by evidence where the licensor holds that they say too little. */
const salesMilestoneText = (milestone: MilestoneTerms, i: number): string =>
  `第 ${i + 1} 项“${milestone.name}”：条件为${milestoneCondition(milestone)}。以被许可方按实际数申报的开票毛额累计，申报达到即为成就，无需另行提交证据和验收；自申报达到之日起 ${milestone.payWithinDays} 日内支付${sum(milestone.amountFen)}。许可方认为已经达到而申报没有达到的，可以提交证据，被许可方应在收到证据后 ${milestone.acceptWithinDays} 日内验收或者书面说明不通过的理由，逾期不答复视为通过，自通过之日起在同样的天数内支付。申报更正后低于约定而没有证据通过的，已计的款项作为贷项，再次达到时另行计付。`;

/** The clause of the milestones: condition, evidence, acceptance or silence, days and sum of each, and the total. */
export function milestoneClause(terms: PayLaterTerms): string[] {
  if (terms.milestones.length === 0) return ['双方不约定里程碑款。'];
  const total = `里程碑款合计${sum(milestonesTotal(terms))}。条件没有成就的里程碑不产生付款义务；一项有争议，不影响其他各项。`;
  return [...terms.milestones.map((milestone, i) => milestoneText(milestone, i, terms.royalty !== null)), total];
}

/**
 * Before what no royalty runs, and from when it does where nothing else is agreed; terms from before delivery was awaited keep their words.
 */
function floorOf(terms: Pick<PayLaterTerms, 'trial' | 'deliverables' | 'royaltyAwaits'>): {
  floor: string;
  from: string;
} {
  if (terms.trial.months > 0) return { floor: '试用期届满', from: '自试用期届满的次日起' };
  const floor = '交付验收合格';
  if (awaitsDelivery(terms)) return { floor, from: '自交付验收合格之日起' };
  if (terms.royaltyAwaits) return { floor: '合同期限起算', from: '自合同期限起算之日起' };
  return { floor, from: '自交付验收合格之日起，没有办理交付验收的自合同期限起算之日起' };
}

/** Where the royalty begins: an agreed event, an agreed day, never before the trial is over or, without one, the delivery is accepted. */
export function royaltyStartText(
  { startsOn, startEvent = 'trial_end', startMilestone }: RoyaltyTerms,
  terms: Pick<PayLaterTerms, 'trial' | 'deliverables' | 'royaltyAwaits'>,
): string {
  const { floor, from } = floorOf(terms);
  const event =
    startEvent === 'first_sale'
      ? '自首次销售之日起'
      : startEvent === 'milestone'
        ? `自第 ${startMilestone ?? 1} 项里程碑验收通过之日起`
        : null;
  if (event) return `${event}${startsOn ? `（不早于 ${startsOn}，且不早于${floor}）` : `（不早于${floor}）`}`;
  if (startsOn) return `自 ${startsOn} 起（不早于${floor}）`;
  return from;
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

/** How the least sum of a period is cut, as the engine does (`royalty.period_minimum`): by an early end alone. */
const minimumCutClause = (terms: RoyaltyTerms): string[] =>
  terms.minimumCut === 'early_end' && hasPeriodMinimum(terms)
    ? [
        '最后一期因合同解除、提成买断或者专利失效而提前截止的，该期最低提成按实际天数占该期全部天数的比例折算；首期起算较晚，或者最后一期因期限届满而较短的，不折算。',
      ]
    : [];

/**
 * What makes the price of a royalty besides base, rate and cap: least sums, baseline, sub-licences, buy-out, other rates from a
 * period on; a sentence each.
 */
export const royaltyPriceClauses = (terms: RoyaltyTerms): string[] => [
  terms.minimumFen
    ? `每期提成不低于${sum(terms.minimumFen)}，不足部分由被许可方补足。`
    : terms.yearlyMinimumFen
      ? '不约定每期最低提成。'
      : '不约定最低提成。',
  ...minimumCutClause(terms),
  ...agreedBesides(terms),
  ...laterClauses(terms),
];

/** What each base is: always what was invoiced and reported, less what the contract lists (Civil Code art. 846). */
const baseText: Readonly<Record<RoyaltyBase, string>> = {
  net_sales: '净销售额为当期标的产品的开票毛额',
  unit_price: '产品价款为当期标的产品的开票毛额',
  added_output: '新增产值为当期标的产品的产值（以开票毛额计）',
  profit: '利润为当期标的产品的收入（以开票毛额计）',
  other: '其他收入为“其他约定”一条写明的收入，以当期开票毛额计',
};

/** What is taken off gives nobody a credit, where the terms say so; a profit says it of its losses. */
export const mostOffText = ({ base, deductionsWithin }: RoyaltyTerms): string =>
  base !== 'profit' && deductionsWithin === 'gross' ? '扣除合计以当期毛额为限，超过的部分不形成贷项，也不结转。' : '';

/** The base in words, with what is taken off it; a period below nothing or below the baseline costs nobody anything. */
function baseClause(terms: RoyaltyTerms): string {
  const { base, deductions: listed, baselineFen } = terms;
  const deductions = listed.map(({ name, capPpm }) =>
    capPpm === null ? name : `${name}（不超过当期毛额的 ${formatPpm(capPpm)}）`,
  );
  const taken = base === 'profit' ? '成本、费用' : '扣除项';
  const below = base === 'profit' ? '利润为负' : '';
  const least = [below, baselineFen ? '低于基准数' : ''].filter(Boolean).join('或者');
  return [
    deductions.length > 0
      ? `${baseText[base]}减去下列已实际发生的${taken}：${deductions.join('、')}。未列明的不得扣除。${mostOffText(terms)}`
      : `${baseText[base]}，不作扣除。`,
    least ? `${least}的一期按比例计的提成为零，不形成贷项，也不结转。` : '',
  ].join('');
}

/**
 * What gives a credit. Where deductions stay within the gross, those for returned goods give none: only a gross below nothing does, so
 * that this and `mostOffText` never speak of the same sum.
 */
const creditOf = ({ deductionsWithin }: RoyaltyTerms): string =>
  deductionsWithin === 'gross' ? '更正调低的，或者退货使当期毛额为负的' : '更正调低或者退货多于销售的';

/** What a correction costs or gives back: days of its own, set off first, repaid at the end (Civil Code art. 568, 985). */
const correctionClause = (terms: RoyaltyTerms): string =>
  `更正调高的，差额自更正之日起 ${terms.payWithinDays} 日内支付。${creditOf(terms)}，按同样方法形成贷项，抵减本合同其他应付款，先到期的先抵；合同期满或者终止后仍有剩余的，许可方在 ${returnCreditWithinDays} 日内退还。`;

/** The least sum of a period that nobody reported. */
const unreportedClause = ({ minimumFen, payWithinDays }: RoyaltyTerms): string[] =>
  minimumFen
    ? [
        `申报期限届满仍未申报的，先按每期最低提成计收，自期限届满之日起 ${payWithinDays} 日内支付；补报后按实际数补足差额。`,
      ]
    : [];

/** The clause of the royalty: base, rate, deductions, report, correction, minimum and cap. */
export function royaltyClause(contract: PayLaterTerms, terms: RoyaltyTerms): string[] {
  const period = royaltyPeriodLabels[terms.period];
  const start = royaltyStartText(terms, contract);
  return [
    `${start}，被许可方按${period}以${royaltyBaseLabels[terms.base]}为基数支付提成，${ratesText(terms.schedule)}。每段金额四舍五入到分。`,
    baseClause(terms),
    `每${{ month: '月', quarter: '季', half_year: '半年', year: '年' }[terms.period]}期末后 ${terms.reportWithinDays} 日内申报，没有收入也要申报；申报后 ${terms.payWithinDays} 日内付款。申报有误的另行更正，不涂改原申报。`,
    correctionClause(terms),
    ...royaltyPriceClauses(terms),
    ...unreportedClause(terms),
    terms.capFen === null
      ? '不约定封顶金额。'
      : `里程碑款与提成累计以${sum(terms.capFen)}封顶，达到后不再支付${isLicence(kindOf(contract)) ? '，许可在期限内继续有效' : ''}。`,
  ];
}

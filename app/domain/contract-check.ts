import { contractKindLabels, givesTechnology, isLicence, kindOf, mayHaveRoyalty, trialOf } from './contract-kind.ts';
import {
  datedTriggers,
  highestRate,
  longestTrialMonths,
  milestonesTotal,
  type MilestoneTerms,
  type PayLaterTerms,
  type RateSchedule,
  type RightTerms,
  type RoyaltyTerms,
} from './contract.ts';
import { lacksPatent } from './contract-rights.ts';
import { addDays, type Day } from './days.ts';
import { schedulesOf } from './later-rates.ts';
import { type Fen, formatPpm, formatWan, wholePpm } from './money.ts';
import { patentsEndOn as endOfPatents, type PriceGuide } from './price-guide.ts';
import { calendarPeriod, type ScheduleFacts, termOf, trialEndOf } from './schedule.ts';

/** What is wrong or unusual about terms. `path` is the field of the composer, for example `milestones[0].amount`. */
export interface TermsFinding<Code extends string> {
  readonly path: string;
  readonly code: Code;
  readonly says: string;
}

export type TermsErrorCode =
  | 'missing'
  | 'out_of_range'
  | 'trial_out_of_range'
  | 'cap_below_milestones'
  | 'tiers_broken'
  | 'rate_missing'
  | 'later_day'
  | 'later_whole'
  | 'later_first'
  | 'no_improvements'
  | 'no_results'
  | 'entry_fee'
  | 'no_patent'
  | 'nothing_to_pay';
export type TermsWarningCode =
  | 'royalty_high'
  | 'fixed_sum_high'
  | 'exclusive_without_minimum'
  | 'non_exclusive_short'
  | 'minimum_over_cap'
  | 'other_base_unnamed'
  | 'due_in_trial'
  | 'royalty_in_trial'
  | 'royalty_before_signing'
  | 'beyond_patent'
  | 'rights_left_out'
  | 'late_high'
  | 'starts_before_signing'
  | 'rate_off_guide';

export interface TermsCheck {
  /** Block the offer. */
  readonly errors: readonly TermsFinding<TermsErrorCode>[];
  /** Are shown and do not block. */
  readonly warnings: readonly TermsFinding<TermsWarningCode>[];
}

type Errors = TermsFinding<TermsErrorCode>[];
type Warnings = TermsFinding<TermsWarningCode>[];

const leastTrialMonths = 3;
export const longestTermYears = 20;
const longestWaitDays = 365;
/** Above which fixed sums, a share of net sales and a share of profit are unusual. */
export interface WarningLimits {
  readonly fixedFen: Fen;
  readonly salesPpm: number;
  readonly profitPpm: number;
}
/** CNIPA's notice on open-licence fees: fixed fees normally ≤ 2000 万元, royalty ≤ 20 % of net sales or ≤ 40 % of profit. */
export const usualLimits: WarningLimits = { fixedFen: 2_000_000_000n, salesPpm: 200_000, profitPpm: 400_000 };
/**
 * Above which a day's penalty for late payment, in ppm, is told of: what is far above the loss is reduced on request (Civil Code
 * art. 585; 36.5 % a year is a design default, to be confirmed: `contract.late_high`).
 */
export const usualLatePpmPerDay = 1_000;
/** Below it the transfer income of a non-exclusive licence gets no income-tax relief. */
const taxReliefYears = 5;

function milestoneErrors(milestone: MilestoneTerms, i: number): Errors {
  const errors: Errors = [];
  const add = (field: string, code: TermsErrorCode, says: string) =>
    errors.push({ path: `milestones[${i}].${field}`, code, says });
  if (!milestone.name.trim()) add('name', 'missing', '请写里程碑的名称');
  if (milestone.amountFen <= 0n) add('amount', 'out_of_range', '里程碑金额要大于 0');
  if (milestone.trigger === 'sales_reached' && (milestone.triggerFen ?? 0n) <= 0n)
    add('triggerAmount', 'missing', '请填累计销售额达到多少时付款');
  if (milestone.trigger === 'on_date' && milestone.triggerOn === null)
    add('triggerOn', 'missing', '请填付款的约定日期');
  if (!datedTriggers.includes(milestone.trigger) && !milestone.criteria.trim())
    add('criteria', 'missing', '请写怎样算达到，双方照此验收');
  if (milestone.payWithinDays > longestWaitDays) add('payWithinDays', 'out_of_range', '付款期限不能超过 365 天');
  if (milestone.acceptWithinDays < 1 || milestone.acceptWithinDays > longestWaitDays)
    add('acceptWithinDays', 'out_of_range', '验收期限要在 1 到 365 天之间');
  return errors;
}

/** Where a tier table breaks: it must begin at zero, join without holes, grow, and end open. `at` is where it stands in the form. */
function tierErrors(schedule: RateSchedule, at: string): Errors {
  if (schedule.kind !== 'tiered') return [];
  const { tiers } = schedule;
  return tiers.flatMap((tier, i): Errors => {
    const broken = (field: string, says: string): Errors => [
      { path: `${at}.tiers[${i}].${field}`, code: 'tiers_broken', says },
    ];
    const start = i === 0 ? 0n : tiers[i - 1]?.toFen;
    if (start !== null && tier.fromFen !== start)
      return broken('from', i === 0 ? '第一段要从 0 开始' : '这一段要从上一段的上限开始，不能有空缺或重叠');
    if (tier.toFen !== null && tier.toFen <= tier.fromFen) return broken('to', '上限要大于下限');
    if (i < tiers.length - 1 && tier.toFen === null) return broken('to', '只有最后一段可以不设上限');
    if (i === tiers.length - 1 && tier.toFen !== null) return broken('to', '最后一段不设上限，否则超出部分没有费率');
    return [];
  });
}

/** What is wrong with rates by themselves. */
function scheduleErrors(schedule: RateSchedule, at: string): Errors {
  const errors = tierErrors(schedule, at);
  const count =
    schedule.kind === 'tiered' ? schedule.tiers.length : schedule.kind === 'by_year' ? schedule.ratesPpm.length : 1;
  if (count === 0) errors.push({ path: rateField(schedule, at), code: 'rate_missing', says: '请填提成比例' });
  if (highestRate(schedule) > wholePpm)
    errors.push({ path: rateField(schedule, at), code: 'out_of_range', says: '提成比例不能超过 100%' });
  return errors;
}

/** Rates from a period on: each begins with a calendar period, one after the other, and rates nothing anew that was charged before it. */
function laterErrors({ later = [], period }: RoyaltyTerms): Errors {
  return later.flatMap(({ fromOn, schedule }, i): Errors => {
    const at = `royalty.later[${i}]`;
    const errors = scheduleErrors(schedule, at);
    const before = later[i - 1];
    if (calendarPeriod(period, fromOn).startOn !== fromOn) {
      const says = `新的比例要从一期的第一天起，离得最近的是 ${calendarPeriod(period, fromOn).startOn}`;
      errors.push({ path: `${at}.fromOn`, code: 'later_day', says });
    } else if (before !== undefined && fromOn <= before.fromOn) {
      errors.push({ path: `${at}.fromOn`, code: 'later_day', says: '要晚于上一个新比例的起始期，一期只能有一个' });
    }
    if (schedule.kind === 'tiered' && schedule.way === 'whole' && (schedule.span ?? 'period') !== 'period') {
      const says = '“达到的档次全额适用”累计计算会把以前各期按新比例重算；从某期起的新比例请选每期重新计，或者分段累进';
      errors.push({ path: `${at}.tierSpan`, code: 'later_whole', says });
    }
    return errors;
  });
}

function royaltyErrors(terms: PayLaterTerms, royalty: RoyaltyTerms): Errors {
  const { schedule, capFen } = royalty;
  const errors = [...scheduleErrors(schedule, 'royalty'), ...laterErrors(royalty)];
  if (
    highestRate(schedule) === 0 &&
    (royalty.minimumFen ?? 0n) === 0n &&
    !errors.some(({ code }) => code === 'rate_missing')
  ) {
    const says = '提成比例要大于 0；不收提成请选“无提成”';
    errors.push({ path: rateField(schedule, 'royalty'), code: 'rate_missing', says });
  }
  if (capFen !== null && capFen < milestonesTotal(terms)) {
    const says = `封顶金额低于里程碑合计 ${formatWan(milestonesTotal(terms))}`;
    errors.push({ path: 'royalty.cap', code: 'cap_below_milestones', says });
  }
  for (const key of ['reportWithinDays', 'payWithinDays'] as const) {
    if (royalty[key] > longestWaitDays)
      errors.push({ path: `royalty.${key}`, code: 'out_of_range', says: '期限不能超过 365 天' });
  }
  return errors;
}

/** At most one complaint, at the field of the months or of the extension that causes it. */
function trialErrors(terms: PayLaterTerms): Errors {
  const { months, extensionMonths } = terms.trial;
  const kind = kindOf(terms);
  const all = months + extensionMonths;
  const at = (field: 'months' | 'extensionMonths', says: string): Errors => [
    { path: `trial.${field}`, code: 'trial_out_of_range', says },
  ];
  if (trialOf(kind) === 'none') return all > 0 ? at('months', `${contractKindLabels[kind]}合同不设试用期`) : [];
  if (months === 0 && trialOf(kind) === 'may')
    return all > 0 ? at('extensionMonths', '不设试用期就没有延长：这里填 0；要试用的，在上面填试用期') : [];
  if (months < leastTrialMonths || months > longestTrialMonths)
    return at('months', `试用期要在 3 到 36 个月之间${trialOf(kind) === 'may' ? '，不设就填 0' : ''}`);
  if (all > longestTrialMonths) return at('extensionMonths', '试用期连同延长不能超过 36 个月');
  if (months > terms.termYears * 12) return at('months', '试用期不能长于许可期限');
  return all > terms.termYears * 12 ? at('extensionMonths', '试用期连同延长不能长于许可期限') : [];
}

function errorsOf(terms: PayLaterTerms): Errors {
  const errors: Errors = [];
  const add = (path: string, code: TermsErrorCode, says: string) => errors.push({ path, code, says });
  const kind = kindOf(terms);
  const isWork = !givesTechnology(kind);
  if (!terms.territory.trim()) add('territory', 'missing', isWork ? '请写履行地点' : '请写地域');
  if (!terms.fieldOfUse.trim()) add('fieldOfUse', 'missing', isWork ? '请写内容与要求' : '请写使用领域');
  if (!terms.deliverables.some((item) => item.trim())) add('deliverables', 'missing', '请列出要交付的技术资料或样品');
  if (lacksPatent(terms)) add('rights', 'no_patent', `${terms.subKind}要列明至少一件专利`);
  if (terms.termYears < 1 || terms.termYears > longestTermYears)
    add('termYears', 'out_of_range', `${isLicence(kind) ? '许可' : '合同'}期限要在 1 到 20 年之间`);
  errors.push(...trialErrors(terms));
  if (kind === 'development' && terms.results === undefined)
    add('results', 'no_results', '请选择开发成果归谁：没有约定的，委托开发的专利申请权属于研究开发人');
  if (kind === 'development' && terms.risk === undefined)
    add('risk', 'no_results', '请选择开发风险由谁承担，没有约定的由双方合理分担');
  if (!mayHaveRoyalty(kind) && terms.royalty !== null)
    add('royalty.kind', 'out_of_range', `${contractKindLabels[kind]}合同不约定收入提成`);
  if (kind === 'pay_later')
    terms.milestones.forEach((milestone, i) => {
      if (milestone.trigger === 'signed')
        add(`milestones[${i}].trigger`, 'entry_fee', '先用后付不收入门费，不能约定签署时付款');
    });
  if (terms.improvements === null) add('improvements', 'no_improvements', '请选择后续改进成果归谁，不选则对方无权分享');
  if (terms.milestones.length === 0 && terms.royalty === null)
    add('milestones', 'nothing_to_pay', '里程碑和收入提成至少要有一样');
  if (terms.latePenaltyCapPpm > wholePpm) add('latePenaltyCap', 'out_of_range', '违约金上限不能超过 100%');
  if (!terms.dispute.place.trim()) add('dispute.place', 'missing', '请写仲裁机构或法院所在地');
  // Arbitration Law art. 16, 18: without a named institution the clause is void.
  else if (terms.dispute.way === 'arbitration' && !terms.dispute.place.includes('仲裁'))
    add('dispute.place', 'missing', '选仲裁的，请写明仲裁机构的名称，例如“兰州仲裁委员会”；没有写明的，仲裁条款无效');
  return [
    ...errors,
    ...terms.milestones.flatMap(milestoneErrors),
    ...(terms.royalty ? royaltyErrors(terms, terms.royalty) : []),
  ];
}

/**
 * The trial itself is free: no fee for use, no royalty. What is accepted in it is paid, because it is a result. A mere date
 * within the trial would cost money without one, and a royalty that is to start in it starts after it.
 */
function trialWarnings(terms: PayLaterTerms, facts: ScheduleFacts | null): Warnings {
  if (terms.trial.months === 0) return [];
  const known = terms.startsOn === null ? facts : { signedOn: terms.startsOn };
  if (known === null) return [];
  const trialEndOn = trialEndOf(terms, known);
  const agreedOn = terms.royalty?.startsOn ?? null;
  const moved: Warnings = [];
  if (agreedOn !== null && agreedOn <= trialEndOn) {
    const bound = (terms.royalty?.startEvent ?? 'trial_end') === 'trial_end' ? '从' : '最早从';
    const says = `提成不早于试用期届满：填的是 ${agreedOn}，试用至 ${trialEndOn}，提成${bound} ${addDays(trialEndOn, 1)} 起`;
    moved.push({ path: 'royalty.startsOn', code: 'royalty_in_trial', says });
  }
  const dated = terms.milestones.flatMap((milestone, i): Warnings => {
    if (milestone.trigger !== 'on_date' || milestone.triggerOn === null || milestone.triggerOn > trialEndOn) return [];
    const says = `“${milestone.name}”的日期在试用期内（试用至 ${trialEndOn}），到期就要付，与有没有效果无关；试用不收费的，请改到试用期满以后或者改为按成果付`;
    return [{ path: `milestones[${i}].triggerOn`, code: 'due_in_trial', says }];
  });
  return [...moved, ...dated];
}

function warningsOf(terms: PayLaterTerms, limits: WarningLimits): Warnings {
  const warnings: Warnings = [];
  const add = (path: string, code: TermsWarningCode, says: string) => warnings.push({ path, code, says });
  const { royalty } = terms;
  const { rate, path } = royalty ? highestAt(royalty) : { rate: 0, path: '' };
  if (royalty?.base === 'net_sales' && rate > limits.salesPpm)
    add(path, 'royalty_high', `按净销售额提成一般不超过 ${formatPpm(limits.salesPpm)}，这里是 ${formatPpm(rate)}`);
  if (royalty?.base === 'profit' && rate > limits.profitPpm)
    add(path, 'royalty_high', `按利润提成一般不超过 ${formatPpm(limits.profitPpm)}，这里是 ${formatPpm(rate)}`);
  if (milestonesTotal(terms) > limits.fixedFen)
    add(
      'milestones',
      'fixed_sum_high',
      `固定金额一般不超过 ${formatWan(limits.fixedFen)}，这里合计 ${formatWan(milestonesTotal(terms))}`,
    );
  const hasMinimum = (royalty?.minimumFen ?? 0n) > 0n || (royalty?.yearlyMinimumFen ?? 0n) > 0n;
  const licence = isLicence(kindOf(terms)) ? terms.licenceKind : null;
  if (licence === 'exclusive' && !hasMinimum && (royalty !== null || kindOf(terms) === 'pay_later'))
    add('royalty.minimum', 'exclusive_without_minimum', '独占许可没有最低提成，被许可方闲置时许可方没有收入');
  if (licence === 'non_exclusive' && terms.termYears < taxReliefYears)
    add('termYears', 'non_exclusive_short', '普通许可不满 5 年，许可方不能享受技术转让所得的所得税优惠');
  if (royalty?.base === 'other' && !terms.ownClauses?.length)
    add('royalty.base', 'other_base_unnamed', '按其他收入提成的，要在“其他约定”里写明是哪些收入');
  if (terms.latePenaltyPpmPerDay > usualLatePpmPerDay)
    add(
      'latePenaltyPerDay',
      'late_high',
      `逾期违约金每日 ${formatPpm(terms.latePenaltyPpmPerDay)}，一年约 ${formatPpm(terms.latePenaltyPpmPerDay * 365)}：过分高于损失的，对方可以请求减少；通常每日 0.05%`,
    );
  if (royalty?.capFen != null && (royalty.minimumFen ?? 0n) > royalty.capFen)
    add('royalty.minimum', 'minimum_over_cap', '每期最低提成高于封顶金额，以封顶为准');
  return warnings;
}

/** What is known of the technology besides the terms: only warnings ask for it. */
export interface TermsSubject {
  /** Last day of the longest-lived patent of the achievement; null where it has none. */
  readonly patentsEndOn: Day | null;
  readonly guide: PriceGuide | null;
  /** Of a contract that is not signed: the earliest day on which it can be. */
  readonly signsOn?: Day;
  /** Live rights of the achievement that a contract can name. */
  readonly rights?: readonly RightTerms[];
  /** As the platform has them now; by themselves the usual ones. */
  readonly limits?: WarningLimits;
}

function subjectWarnings(
  terms: PayLaterTerms,
  facts: ScheduleFacts | null,
  { patentsEndOn, guide, signsOn, rights = [] }: TermsSubject,
): Warnings {
  const warnings: Warnings = [];
  if (terms.rights?.length === 0 && rights.length > 0 && givesTechnology(kindOf(terms))) {
    const says = `成果已有 ${rights.length} 项知识产权，一项也没有勾选：合同会写成不涉及知识产权、只以技术秘密和资料为限；不是这个意思的，请勾选`;
    warnings.push({ path: 'rights', code: 'rights_left_out', says });
  }
  // What the contract names counts; the record's patents only where it names none of its own yet.
  const lastOn = terms.rights === undefined ? patentsEndOn : endOfPatents(terms.rights);
  const known = terms.startsOn === null ? facts : { signedOn: terms.startsOn };
  const endOn = known && termOf(terms, known).endOn;
  if (lastOn !== null && endOn !== null && isLicence(kindOf(terms)) && endOn > lastOn) {
    const says = `许可至 ${endOn}，而涉及的专利最晚 ${lastOn} 届满；专利失效后的许可费不再计付`;
    warnings.push({ path: 'termYears', code: 'beyond_patent', says });
  }
  const { royalty } = terms;
  const agreedOn = royalty?.startsOn ?? null;
  // With a trial the royalty waits for its end, which is said already.
  if (agreedOn !== null && signsOn !== undefined && agreedOn < signsOn && terms.trial.months === 0) {
    const from = terms.startsOn === null ? `，提成从签署日起` : '；签署以前的收入也要计提的，请双方确认';
    const says = `计提日 ${agreedOn} 早于最早可能的签署日 ${signsOn}${from}`;
    warnings.push({ path: 'royalty.startsOn', code: 'royalty_before_signing', says });
  }
  if (terms.startsOn !== null && signsOn !== undefined && terms.startsOn < signsOn) {
    const says = `期限从 ${terms.startsOn} 起，早于最早可能的签署日 ${signsOn}：签署以前的实施也算在内的，请双方确认`;
    warnings.push({ path: 'startsOn', code: 'starts_before_signing', says });
  }
  if (guide === null || royalty?.base !== 'net_sales') return warnings;
  for (const { rate, path } of offGuide(royalty, guide)) {
    const says = `提成 ${formatPpm(rate)} 在参考区间 ${formatPpm(guide.lowPpm)} 到 ${formatPpm(guide.highPpm)} 之外（${guide.basis}）`;
    warnings.push({ path, code: 'rate_off_guide', says });
  }
  return warnings;
}

/**
 * The highest and the lowest of the rates of all times, where it lies outside the guide: each once. Without a first rate nothing is said of
 * it.
 */
function offGuide(royalty: RoyaltyTerms, { lowPpm, highPpm }: PriceGuide) {
  const all = ratesOf(royalty).filter(({ rate }, i) => rate > 0 || i > 0);
  const [first] = all;
  if (first === undefined) return [];
  const least = all.reduce((low, one) => (one.rate < low.rate ? one : low), first);
  const most = all.reduce((high, one) => (one.rate > high.rate ? one : high), first);
  return [...new Set([most, least])].filter(({ rate }) => rate < lowPpm || rate > highPpm);
}

/** The field of the composer in which the rate of this schedule is typed, beside the others of `at`. */
const rateField = (schedule: RateSchedule, at: string): string =>
  `${at}.${{ flat: 'rate', tiered: 'tiers', by_year: 'rates' }[schedule.kind]}`;

/** The highest rate of each time, the first one first, in ppm, and where it is typed. */
const ratesOf = (royalty: RoyaltyTerms): { readonly rate: number; readonly path: string }[] =>
  schedulesOf(royalty).map((schedule, i) => ({
    rate: highestRate(schedule),
    path: rateField(schedule, i === 0 ? 'royalty' : `royalty.later[${i - 1}]`),
  }));

/** The highest rate that the royalty ever applies. */
const highestAt = (royalty: RoyaltyTerms) =>
  ratesOf(royalty).reduce((most, one) => (one.rate > most.rate ? one : most));

/**
 * Looks over pay-later terms. Errors block the offer: cap under the milestones, tiers with holes or not growing, trial outside
 * 3–36 months, no choice about improvements (Civil Code art. 875), neither milestone nor royalty, missing words. Warnings
 * only tell: royalty above 20 % of net sales or 40 % of profit, fixed sums above 2000 万元 (CNIPA on open-licence fees), exclusive without minimum,
 * non-exclusive under 5 years (income-tax relief lost), a payment by mere date or a royalty's start within the trial, whose days are known from the
 * agreed start or from `facts`; with a `subject` also a royalty's start before the earliest day of signing, a term beyond the patents' life and a rate outside the price guide.
 */
export const checkTerms = (
  terms: PayLaterTerms,
  facts: ScheduleFacts | null = null,
  subject: TermsSubject | null = null,
): TermsCheck => ({
  errors: errorsOf(terms),
  warnings: [
    ...warningsOf(terms, subject?.limits ?? usualLimits),
    ...trialWarnings(terms, facts),
    ...(subject === null ? [] : subjectWarnings(terms, facts, subject)),
  ],
});

import { awaitsDelivery } from './awaited-delivery.ts';
import {
  milestoneTriggerLabels,
  type MilestoneTerms,
  type PayLaterTerms,
  royaltyBaseLabels,
  type RoyaltyPeriodKind,
  royaltyPeriodMonths,
} from './contract.ts';
import { addDays, addMonths, type Day, formatDayCn, laterDay } from './days.ts';
import { AppError } from './errors.ts';
import { laterOn } from './later-rates.ts';
import { type Fen, formatWan } from './money.ts';
import { lastDayOf, reportDayOf } from './rest-days.ts';

/** When the terms begin to run. `trialEndedOn` is the real last day of the trial, once it is known. */
export interface ScheduleFacts {
  readonly signedOn: Day;
  /** The day on which the platform concluded it, where that is later: days to pay and to report run no earlier. */
  readonly concludedOn?: Day | undefined;
  readonly trialEndedOn?: Day;
  /** The day on which delivery was accepted, once it was: the first of a royalty that awaits it. */
  readonly deliveredOn?: Day | null | undefined;
  /** The day on which the schedule is read: what has not happened by then is due no earlier than from then. */
  readonly asOf?: Day;
  /** The day of the agreed start event, once it is known: no royalty before it. */
  readonly royaltyStartedOn?: Day;
  /** The royalty periods, where they are known already: what is still to be reported of a signed contract. */
  readonly periods?: readonly RoyaltyPeriod[];
  /** Last day that counts, where royalties ended before the term. */
  readonly royaltyEndedOn?: Day;
}

/** A royalty period: `key` is '2027M03', '2027Q1', '2027H1' or '2027'. The first and the last may be shorter than the calendar's. */
export interface RoyaltyPeriod {
  readonly key: string;
  readonly label: string;
  readonly startOn: Day;
  readonly endOn: Day;
  /** Counted from the first day of the term; the first is 1. */
  readonly contractYear: number;
}

/** What can fall due under the terms. `amountFen` is null where a statement computes it. */
export interface ScheduleRow {
  readonly key: string;
  readonly kind: 'milestone' | 'royalty';
  readonly label: string;
  readonly condition: string;
  readonly amountFen: Fen | null;
  /** No earlier than this day, whatever happens. */
  readonly earliestDueOn: Day;
  /** At the latest, where the terms say so; null while it hangs on an event. */
  readonly latestDueOn: Day | null;
  readonly dueRule: string;
}

/** First and last day of the term: from its start, or from signing, for whole years. */
export function termOf(terms: PayLaterTerms, facts: ScheduleFacts): { readonly startOn: Day; readonly endOn: Day } {
  const startOn = terms.startsOn ?? facts.signedOn;
  return { startOn, endOn: addDays(addMonths(startOn, terms.termYears * 12), -1) };
}

/**
 * Last day of the trial: the real one, or the earliest that the terms allow; without a trial the day before regular use, which may await
 * delivery. 2025-03-03 and 6 months → 2025-09-02.
 */
export function trialEndOf(terms: PayLaterTerms, facts: ScheduleFacts): Day {
  if (facts.trialEndedOn !== undefined) return facts.trialEndedOn;
  const awaitedOn = awaitsDelivery(terms) ? (facts.deliveredOn ?? '') : '';
  return addDays(addMonths(laterDay(termOf(terms, facts).startOn, awaitedOn), terms.trial.months), -1);
}

/** The contract year of a day: 1 from the first day of the term up to its first anniversary, then 2 … */
export function contractYearOf(terms: PayLaterTerms, facts: ScheduleFacts, day: Day): number {
  const { startOn } = termOf(terms, facts);
  const years = Math.max(0, Number(day.slice(0, 4)) - Number(startOn.slice(0, 4)));
  return addMonths(startOn, years * 12) <= day ? years + 1 : Math.max(1, years);
}

/** The calendar month, quarter, half-year or year of a day, before it is cut to the term. */
export function calendarPeriod(kind: RoyaltyPeriodKind, day: Day): Omit<RoyaltyPeriod, 'contractYear'> {
  const year = day.slice(0, 4);
  const months = royaltyPeriodMonths[kind];
  const n = Math.floor((Number(day.slice(5, 7)) - 1) / months) + 1;
  const startOn = addMonths(`${year}-01-01`, (n - 1) * months);
  const endOn = addDays(addMonths(startOn, months), -1);
  const [key, label] = {
    month: [`${year}M${String(n).padStart(2, '0')}`, `${year} 年 ${n} 月`] as const,
    quarter: [`${year}Q${n}`, `${year} 年第 ${n} 季度`] as const,
    half_year: [`${year}H${n}`, `${year} 年${n === 1 ? '上' : '下'}半年`] as const,
    year: [year, `${year} 年度`] as const,
  }[kind];
  return { key, label, startOn, endOn };
}

/** The royalty periods of the contract, first to last: after the trial, not before the agreed start, until the term ends. */
export function royaltyPeriods(terms: PayLaterTerms, facts: ScheduleFacts): RoyaltyPeriod[] {
  if (!terms.royalty) return [];
  const term = termOf(terms, facts);
  const lastOn =
    facts.royaltyEndedOn !== undefined && facts.royaltyEndedOn < term.endOn ? facts.royaltyEndedOn : term.endOn;
  const periods: RoyaltyPeriod[] = [];
  const agreedOn = laterDay(terms.royalty.startsOn ?? '', facts.royaltyStartedOn ?? '');
  let day = laterDay(agreedOn, addDays(trialEndOf(terms, facts), 1));
  while (day <= lastOn) {
    const whole = calendarPeriod(terms.royalty.period, day);
    const endOn = whole.endOn < lastOn ? whole.endOn : lastOn;
    periods.push({ ...whole, startOn: day, endOn, contractYear: contractYearOf(terms, facts, day) });
    day = addDays(endOn, 1);
  }
  return periods;
}

/** The period with this key. Throws `not_found` when the contract has none. */
export function getRoyaltyPeriod(terms: PayLaterTerms, facts: ScheduleFacts, key: string): RoyaltyPeriod {
  const period = royaltyPeriods(terms, facts).find((item) => item.key === key);
  if (!period) throw new AppError('not_found', { period: key });
  return period;
}

/** In words, what must happen before a milestone is due. */
export function milestoneCondition(milestone: MilestoneTerms): string {
  const trigger = milestoneTriggerLabels[milestone.trigger];
  const detail =
    milestone.trigger === 'sales_reached' && milestone.triggerFen !== null
      ? ` ${formatWan(milestone.triggerFen)}`
      : milestone.trigger === 'on_date' && milestone.triggerOn !== null
        ? `：${milestone.triggerOn.slice(0, 4)} 年 ${formatDayCn(milestone.triggerOn)}`
        : '';
  return `${trigger}${detail}${milestone.criteria ? `；${milestone.criteria}` : ''}`;
}

function milestoneRow(terms: PayLaterTerms, milestone: MilestoneTerms, i: number, facts: ScheduleFacts): ScheduleRow {
  const hasReports = terms.royalty !== null;
  const { trigger, triggerOn, payWithinDays, acceptWithinDays } = milestone;
  // What the licensee reports himself nobody accepts.
  const isReported = trigger === 'sales_reached' && hasReports;
  const dated = trigger === 'signed' || (trigger === 'on_date' && triggerOn !== null);
  const from = laterDay(
    trigger === 'on_date' ? (triggerOn ?? '') : '',
    laterDay(facts.signedOn, facts.concludedOn ?? ''),
  );
  const dueOn = lastDayOf(terms, addDays(from, payWithinDays));
  // Evidence that is not accepted yet is accepted today at the earliest.
  const earliestDueOn = dated ? dueOn : lastDayOf(terms, addDays(laterDay(from, facts.asOf ?? ''), payWithinDays));
  return {
    key: `milestone:${i}`,
    kind: 'milestone',
    label: `里程碑 ${i + 1}：${milestone.name}`,
    condition: milestoneCondition(milestone),
    amountFen: milestone.amountFen,
    earliestDueOn,
    latestDueOn: dated ? dueOn : null,
    dueRule: dated
      ? `${trigger === 'signed' ? '签署' : '到期'}后 ${payWithinDays} 天内付`
      : isReported
        ? `申报达到后 ${payWithinDays} 天内付，无需另行验收`
        : `验收后 ${payWithinDays} 天内付；提交证据后 ${acceptWithinDays} 天不答复视为通过`,
  };
}

/**
 * Everything that can fall due under the terms: each milestone once, each royalty period once (nil periods too). The days
 * are bounds, not promises: a milestone waits for its event, a royalty for its statement.
 * Period to 2026-12-31, report and payment within 30 days each → due on 2027-03-01 at the latest.
 */
export function obligationSchedule(terms: PayLaterTerms, facts: ScheduleFacts): ScheduleRow[] {
  const { royalty } = terms;
  const awaited = awaitsDelivery(terms) && !facts.deliveredOn ? '交付验收合格之日起计，验收晚就顺延；最早 ' : '';
  const royalties = (facts.periods ?? royaltyPeriods(terms, facts)).map((period, i): ScheduleRow => {
    const { reportWithinDays, payWithinDays } = royalty!;
    const reportOn = reportDayOf(terms, period, { reportWithinDays, ...facts });
    const later = laterOn(royalty!, period.startOn);
    const opensOn = laterDay(addDays(period.endOn, 1), facts.concludedOn ?? '');
    return {
      key: `royalty:${period.key}`,
      kind: 'royalty',
      label: `提成 ${period.label}`,
      condition: `${i === 0 ? awaited : ''}${period.startOn} 至 ${period.endOn} 的${royaltyBaseLabels[royalty!.base]}，${later ? `按 ${later.fromOn} 起的比例，` : ''}${reportOn} 前申报，无销售也要报`,
      amountFen: null,
      earliestDueOn: lastDayOf(terms, addDays(laterDay(opensOn, facts.asOf ?? ''), payWithinDays)),
      latestDueOn: lastDayOf(terms, addDays(reportOn, payWithinDays)),
      dueRule: `期末后 ${reportWithinDays} 天内申报，申报后 ${payWithinDays} 天内付`,
    };
  });
  return [...terms.milestones.map((milestone, i) => milestoneRow(terms, milestone, i, facts)), ...royalties];
}

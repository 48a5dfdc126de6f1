import { type ContractFact, factsOf } from './compute-facts.ts';
import type { PayLaterTerms } from './contract.ts';
import { type Day, diffDays } from './days.ts';
import type { Charges } from './charges-on.ts';
import type { Fen } from './money.ts';
import type { PeriodCharge } from './period-charge.ts';
import { deductionLines } from './deduction-lines.ts';
import { deductionCaps } from './royalty.ts';

export type FlagKind =
  | 'missing'
  | 'late'
  | 'drop'
  | 'deductions_over_sales'
  | 'deductions_at_cap'
  | 'round_numbers'
  | 'estimate_open'
  | 'converted_by_conduct';

/** Something a person should look at; it changes no sum. */
export interface StatementFlag {
  readonly kind: FlagKind;
  readonly period: string | null;
  /** Days late, for `missing` and `late`. */
  readonly days: number;
  /** How far a missing statement has gone: reminders on the day after, after 7 and after 15 days, then default. */
  readonly stage: 'reminder' | 'second_reminder' | 'last_reminder' | 'default' | null;
  readonly says: string;
}

/** Reminders of a statement that is not there, in days after its last day (design default, to be confirmed: `statement.flags`). */
export const reminderDays = [0, 7, 15] as const;
/** A fall of the sales of a day by more than this, in ppm of the period before (design default, to be confirmed: `statement.flags`). */
export const dropPpm = 500_000n;
/** So many periods running with a deduction at its limit are odd (design default, to be confirmed: `statement.flags`). */
export const atCapRunning = 3;
/** Sales that are whole multiples of this are round: 10,000 yuan in fen (design default, to be confirmed: `statement.flags`). */
export const roundFen = 1_000_000n;
/** An estimate is trued up within so many days after its period (design default, to be confirmed: `statement.flags`). */
export const trueUpDays = 90;

/** Days by which whole quarters and half-years differ among themselves. */
const usualDifference = 3n;

const daysIn = ({ period }: PeriodCharge): bigint => BigInt(diffDays(period.startOn, period.endOn) + 1);
const flag = (kind: FlagKind, charge: PeriodCharge | null, says: string, more: Partial<StatementFlag> = {}) => ({
  kind,
  period: charge?.period.key ?? null,
  days: 0,
  stage: null,
  says,
  ...more,
});

function missing(charge: PeriodCharge, asOf: Day): StatementFlag[] {
  const days = diffDays(charge.period.reportDueOn, asOf);
  if (charge.report !== null || days <= 0) return [];
  const stage =
    days > reminderDays[2]
      ? 'default'
      : days === reminderDays[2]
        ? 'last_reminder'
        : days >= reminderDays[1]
          ? 'second_reminder'
          : 'reminder';
  return [flag('missing', charge, `${charge.period.label}逾期 ${days} 天未申报`, { days, stage })];
}

/** Sales a day, compared crosswise so that short periods are treated alike. */
function hasDropped(before: PeriodCharge, now: PeriodCharge): boolean {
  const [was, is] = [before.sales.grossFen * daysIn(now), now.sales.grossFen * daysIn(before)];
  return was > 0n && is * 1_000_000n < was * (1_000_000n - dropPpm);
}

/** Said where a first or last period is short: its sum alone would tell another story. Quarters and half-years differ by a few days anyway. */
const unequalWords = (before: PeriodCharge, now: PeriodCharge): string => {
  const [was, is] = [daysIn(before), daysIn(now)];
  const isAlike = was - is <= usualDifference && is - was <= usualDifference;
  return isAlike ? '' : `（按天数折算：上期 ${was} 天，本期 ${is} 天）`;
};

/** More was taken off than was sold; the costs of a profit may be. */
function isOverSales({ royalty }: PayLaterTerms, { sales }: PeriodCharge): boolean {
  if (royalty === null || royalty.base === 'profit') return false;
  const lines = deductionLines(royalty, sales.grossFen, sales.deductionsFen);
  const takenFen = lines.reduce((sum, { allowedFen }) => sum + allowedFen, 0n);
  return takenFen > 0n && takenFen > sales.grossFen;
}

/** Deductions of a period, by position, that took all they may. */
function atCap(terms: PayLaterTerms, charge: PeriodCharge): Set<number> {
  const caps: (Fen | null)[] = terms.royalty ? deductionCaps(terms.royalty, charge.sales.grossFen) : [];
  const full = caps.flatMap((cap, i) =>
    cap !== null && cap > 0n && (charge.sales.deductionsFen[i] ?? 0n) >= cap ? [i] : [],
  );
  return new Set(full);
}

function odd(terms: PayLaterTerms, periods: readonly PeriodCharge[], i: number): StatementFlag[] {
  const charge = periods[i];
  if (!charge?.report) return [];
  const flags: StatementFlag[] = [];
  const { period, sales, report, firstFiledOn } = charge;
  const late = firstFiledOn === null ? 0 : diffDays(charge.period.reportDueOn, firstFiledOn);
  if (late > 0) flags.push(flag('late', charge, `${period.label}晚报 ${late} 天`, { days: late }));
  const before = periods[i - 1];
  if (before?.report && hasDropped(before, charge)) {
    flags.push(flag('drop', charge, `${period.label}平均每天的收入比上期下降超过一半${unequalWords(before, charge)}`));
  }
  if (isOverSales(terms, charge)) {
    const rest = terms.royalty?.deductionsWithin === 'gross' ? '不计' : '按合同成为贷项，请核对';
    flags.push(flag('deductions_over_sales', charge, `${period.label}的扣除超过收入，超过的部分${rest}`));
  }
  const run = periods
    .slice(Math.max(0, i - atCapRunning + 1), i + 1)
    .map((one) => (one.report ? atCap(terms, one) : new Set<number>()));
  const full = run.length === atCapRunning ? [...(run[0] ?? [])].filter((at) => run.every((set) => set.has(at))) : [];
  for (const at of full) {
    const name = terms.royalty?.deductions[at]?.name ?? '';
    flags.push(flag('deductions_at_cap', charge, `${name}连续 ${atCapRunning} 期扣到约定上限`));
  }
  if (report.lines.length > 0 && report.lines.every(({ grossFen }) => grossFen !== 0n && grossFen % roundFen === 0n)) {
    flags.push(flag('round_numbers', charge, `${period.label}的收入都是整万元`));
  }
  return sales.grossFen === 0n ? flags.filter(({ kind }) => kind !== 'round_numbers') : flags;
}

/**
 * What is missing, late or odd about the statements by a day: no report, a late one, sales down by more than half, deductions above
 * the sales, one at its limit three times running, whole tens of thousands, an estimate that was never trued up. Flags accuse nobody
 * and change no sum; their limits are design defaults (`statement.flags`).
 */
export function statementFlags(
  terms: PayLaterTerms,
  facts: readonly ContractFact[],
  { run, periods }: Pick<Charges, 'run' | 'periods'>,
  asOf: Day,
): StatementFlag[] {
  if (terms.royalty === null) return [];
  const isOn = run.trial.state === 'converted';
  const estimates = periods.flatMap((charge): StatementFlag[] => {
    const days = diffDays(charge.period.endOn, asOf) - trueUpDays;
    const isOpen = charge.report?.kind === 'statement' && charge.report.isEstimate && days > 0;
    return isOpen ? [flag('estimate_open', charge, `${charge.period.label}的预估数尚未更正为实际数`, { days })] : [];
  });
  const conduct =
    run.trial.by === 'conduct' && factsOf(facts, 'trial_decision').length === 0
      ? [flag('converted_by_conduct', null, '试用期后没有书面选择，按继续履行视为转为正式实施')]
      : [];
  return [
    ...conduct,
    ...periods.flatMap((charge, i) => [...(isOn ? missing(charge, asOf) : []), ...odd(terms, periods, i)]),
    ...estimates,
  ];
}

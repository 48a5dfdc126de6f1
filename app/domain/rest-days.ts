import type { PayLaterTerms } from './contract.ts';
import { addDays, type Day, nextWorkingDay, type WorkCalendar, laterDay } from './days.ts';

const span = (from: Day, to: Day): Day[] => {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

/** The yearly notices of the State Council as published (2024-11, 2025-11): days off, and weekend days that are worked. */
const noticed = {
  2025: {
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  2026: {
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
} as const;

/** First day of the first month, 清明, 端午 and 中秋 of years whose notice is not out. */
const moving: Readonly<Record<number, readonly [newYear: Day, qingming: Day, duanwu: Day, zhongqiu: Day]>> = {
  2027: ['2027-02-06', '2027-04-05', '2027-06-09', '2027-09-15'],
  2028: ['2028-01-26', '2028-04-04', '2028-05-28', '2028-10-03'],
  2029: ['2029-02-13', '2029-04-04', '2029-06-16', '2029-09-22'],
  2030: ['2030-02-03', '2030-04-05', '2030-06-05', '2030-09-12'],
};

/** The holidays that the Measures (全国年节及纪念日放假办法, as amended from 2025) name, without 调休. */
const byMeasures = (year: number): Day[] => {
  const [newYear, ...others] = moving[year] ?? [];
  const spring = newYear === undefined ? [] : span(addDays(newYear, -1), addDays(newYear, 2));
  const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`);
  return [...fixed, ...spring, ...others];
};

const [firstYear, lastYear] = [2025, 2060];
const isNoticed = (year: number): year is keyof typeof noticed => year in noticed;

/**
 * Statutory rest days: a year with a notice by that notice; a later one by the holidays that the Measures name, the moving ones as far
 * as they are known here, and weekends. `years` are those with a notice.
 */
export const statutoryCalendar: WorkCalendar = {
  holidays: new Set(
    Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i).flatMap((year) =>
      isNoticed(year) ? noticed[year].off.flatMap(([from, to]) => span(from, to)) : byMeasures(year),
    ),
  ),
  workdays: new Set(Object.values(noticed).flatMap(({ worked }) => worked)),
  years: new Set(Object.keys(noticed).map(Number)),
};

/** A day as the administrator entered it from a notice: it goes before what stands here. */
export interface CalendarDay {
  readonly day: Day;
  readonly isWorking: boolean;
}

/**
 * The statutory calendar with the days that were entered. A year counts as noticed once New Year and 1 October of it were entered:
 * every notice names both, and a single day is no notice.
 */
export function calendarWith(entered: readonly CalendarDay[]): WorkCalendar {
  if (entered.length === 0) return statutoryCalendar;
  const { holidays, workdays, years } = statutoryCalendar;
  const own = new Set(entered.map(({ day }) => day));
  const off = new Set(entered.flatMap(({ day, isWorking }) => (isWorking ? [] : [day])));
  const untouched = (days: ReadonlySet<Day>): Day[] => [...days].filter((day) => !own.has(day));
  const isWhole = (year: string): boolean => ['01-01', '10-01'].every((day) => off.has(`${year}-${day}`));
  return {
    holidays: new Set([...untouched(holidays), ...off]),
    workdays: new Set([...untouched(workdays), ...[...own].filter((day) => !off.has(day))]),
    years: new Set([
      ...years,
      ...[...own]
        .map((day) => day.slice(0, 4))
        .filter(isWhole)
        .map(Number),
    ]),
  };
}

/**
 * By what last days of a contract fall: what it agreed, and the days entered since this release. These travel with the terms of whoever
 * computes by them and are none of them: no stored version, no hash has them.
 */
export interface LastDayRule {
  readonly restDays?: PayLaterTerms['restDays'] | undefined;
  readonly calendarDays?: readonly CalendarDay[] | undefined;
  /** Last days of reports as they were told before days were entered. */
  readonly toldReports?: readonly ToldReport[] | undefined;
}

/** The last day of the report of a period, as the licensee was told it. */
export interface ToldReport {
  readonly period: string;
  readonly dueOn: Day;
}

export const lastDayRule = ({ restDays, calendarDays }: LastDayRule): LastDayRule => ({ restDays, calendarDays });

const calendars = new WeakMap<readonly CalendarDay[], WorkCalendar>();

function calendarOf({ calendarDays }: LastDayRule): WorkCalendar {
  if (calendarDays === undefined) return statutoryCalendar;
  const known = calendars.get(calendarDays) ?? calendarWith(calendarDays);
  calendars.set(calendarDays, known);
  return known;
}

/**
 * The last day of a term for paying, reporting or answering evidence: where the contract agreed so (`restDays`), a statutory rest day
 * moves it to the next working day (Civil Code art. 203; that weekends are rest days, to be confirmed: `holidays`). Absent, as signed, the day stays.
 * 2027-01-01, a Friday and a holiday → 2027-01-04.
 */
export const lastDayOf = (rule: LastDayRule, day: Day): Day =>
  rule.restDays === 'move' ? nextWorkingDay(day, calendarOf(rule)).day : day;

/**
 * The last day to report a period: the agreed days from its end, or from the day on which the platform concluded the contract where that is
 * later; where rest days move it, never before the day that was told when the report could first be handed in. To 2026-09-30, 30 days,
 * concluded on 2026-11-01 → 2026-12-01.
 */
export const reportDayOf = (
  rule: LastDayRule,
  { key, endOn }: { readonly key: string; readonly endOn: Day },
  { reportWithinDays, concludedOn = '' }: { readonly reportWithinDays: number; readonly concludedOn?: Day | undefined },
): Day =>
  laterDay(
    lastDayOf(rule, addDays(laterDay(endOn, concludedOn), reportWithinDays)),
    (rule.restDays === 'move' && rule.toldReports?.find(({ period }) => period === key)?.dueOn) || '',
  );

/** The day lies in a year whose notice is not out: it may still move. 2027-10-08: true. */
export const isUncertainDay = (rule: LastDayRule, day: Day): boolean =>
  rule.restDays === 'move' && !calendarOf(rule).years.has(Number(day.slice(0, 4)));

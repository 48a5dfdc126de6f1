import { AppError } from './errors.ts';

/** A business day in Asia/Shanghai, 'YYYY-MM-DD'. */
export type Day = string;

/**
 * Days off and 调休 as the State Council's yearly notice gives them. Weekends need no entry; `workdays` are weekend days
 * that are worked. A year outside `years` has no notice yet, and what is computed across it is uncertain.
 */
export interface WorkCalendar {
  readonly holidays: ReadonlySet<Day>;
  readonly workdays: ReadonlySet<Day>;
  readonly years: ReadonlySet<number>;
}

/** A computed working day; `certain` is false when a year on the way has no published calendar. */
export interface WorkingDay {
  readonly day: Day;
  readonly certain: boolean;
}

const dayMs = 86_400_000;
/** China has one time zone, +08:00, without summer time. */
const offsetMs = 8 * 3_600_000;

const textOf = (utc: number): Day => new Date(utc).toISOString().slice(0, 10);

/** True for a real calendar day written as 'YYYY-MM-DD'; '2026-02-30' is none. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && textOf(time) === text;
}

function utcOf(day: Day): number {
  if (!isDay(day)) throw new AppError('invalid', { day: String(day) });
  return Date.parse(`${day}T00:00:00Z`);
}

/** The business day of an instant: 2026-11-20T16:00:00Z is 2026-11-21 in Shanghai. */
export const dayOf = (instant: Date): Day => textOf(instant.getTime() + offsetMs);

/** Midnight in Shanghai at which the day begins. */
export const startOfDay = (day: Day): Date => new Date(utcOf(day) - offsetMs);

/** Last millisecond of the day, 23:59:59.999 in Shanghai. */
export const endOfDay = (day: Day): Date => new Date(utcOf(day) - offsetMs + dayMs - 1);

/** The later of two days. */
export const laterDay = (a: Day, b: Day): Day => (a > b ? a : b);

/** The day n days later (earlier for negative n). */
export const addDays = (day: Day, n: number): Day => textOf(utcOf(day) + n * dayMs);

/** The same day n months later, or the month's last day where it has no such day: 2026-01-31 + 1 → 2026-02-28. */
export function addMonths(day: Day, n: number): Day {
  const from = new Date(utcOf(day));
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + n, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), last));
  return textOf(first.getTime());
}

/** Days from one day to another: diffDays('2026-11-20', '2026-11-26') → 6. */
export const diffDays = (from: Day, to: Day): number => (utcOf(to) - utcOf(from)) / dayMs;

/** Day of the week: 0 Sunday … 6 Saturday. */
export const weekdayOf = (day: Day): number => new Date(utcOf(day)).getUTCDay();

/** '2026-11-21' → '11 月 21 日（周六）'. */
export const formatDayCn = (day: Day): string =>
  `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日（周${'日一二三四五六'[weekdayOf(day)]}）`;

/** True on weekdays that are no holiday and on weekend days that are worked (调休). */
export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  if (calendar.holidays.has(day)) return false;
  const weekday = weekdayOf(day);
  return calendar.workdays.has(day) || (weekday !== 0 && weekday !== 6);
}

/** The day itself when it is worked, else the next one that is. */
export function nextWorkingDay(day: Day, calendar: WorkCalendar): WorkingDay {
  let certain = true;
  for (let at = day; ; at = addDays(at, 1)) {
    certain &&= calendar.years.has(Number(at.slice(0, 4)));
    if (isWorkingDay(at, calendar)) return { day: at, certain };
  }
}

/** The nth working day after `day`, which itself does not count; n = 0 gives the day itself. Throws `invalid` for negative n. */
export function addWorkingDays(day: Day, n: number, calendar: WorkCalendar): WorkingDay {
  if (!Number.isSafeInteger(n) || n < 0) throw new AppError('invalid', { days: n });
  let result: WorkingDay = { day, certain: calendar.years.has(Number(day.slice(0, 4))) };
  for (let left = n; left > 0; left -= 1) {
    const next = nextWorkingDay(addDays(result.day, 1), calendar);
    result = { day: next.day, certain: result.certain && next.certain };
  }
  return result;
}

/** An instant as people read it in Asia/Shanghai: 2026-11-21 10:18. */
export const formatInstant = (instant: Date): string =>
  `${dayOf(instant)} ${new Date(instant.getTime() + offsetMs).toISOString().slice(11, 16)}`;

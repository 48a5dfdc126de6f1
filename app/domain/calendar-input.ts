import { z } from 'zod';
import { addDays, type Day, diffDays, formatDayCn, isDay, isWorkingDay } from './days.ts';
import type { FieldFault } from './errors.ts';
import { calendarWith, type CalendarDay } from './rest-days.ts';

/** A day of a notice with the name of the holiday that it belongs to. */
export interface NamedDay extends CalendarDay {
  readonly name: string;
}

/** Longest run of days off that a line may name: no notice has a longer one. */
const longestSpanDays = 15;
/** How many years ahead of today's a notice may be entered. */
const yearsAhead = 2;

const lineShape =
  /^(\d{4}-\d{2}-\d{2})(?:\s*(?:至|到|~|～|—+)\s*(\d{4}-\d{2}-\d{2}))?\s*[,，\s]\s*(放假|休息?|上班|班)(?:[,，\s]+(.*))?$/u;

/** One line as days: `2027-10-01 至 2027-10-07 放假 国庆节`, `2027-10-09 上班 国庆节`; else what is wrong with it. */
function readLine(line: string): NamedDay[] | string {
  const [, from = '', to = from, kind = '', name = ''] = lineShape.exec(line) ?? [];
  if (from === '') return '请写成“2027-10-01 至 2027-10-07 放假 国庆节”或者“2027-10-09 上班 国庆节”';
  if (!isDay(from) || !isDay(to)) return '没有这一天';
  if (to < from) return '后一天在前一天之前';
  if (diffDays(from, to) >= longestSpanDays) return `一段最多 ${longestSpanDays} 天`;
  if (name.length > 20) return '名称最多 20 个字';
  const isWorking = kind.endsWith('班');
  return Array.from({ length: diffDays(from, to) + 1 }, (_, i) => ({ day: addDays(from, i), isWorking, name }));
}

/** Days as the administrator pastes a notice, a line for each run of days off and for each day worked. */
const CalendarLines = z
  .string({ error: '请填放假安排' })
  .trim()
  .min(1, '请填放假安排')
  .max(4_000, '最多 4000 个字')
  .transform((text, ctx): NamedDay[] => {
    const days = new Map<Day, NamedDay>();
    for (const [i, line] of text.split(/\r?\n/).entries()) {
      if (line.trim() === '') continue;
      const read = readLine(line.trim());
      const says = typeof read === 'string' ? read : read.some(({ day }) => days.has(day)) ? '有一天写了两次' : null;
      if (says !== null) ctx.addIssue({ code: 'custom', message: `第 ${i + 1} 行：${says}。` });
      else for (const day of read as NamedDay[]) days.set(day.day, day);
    }
    return [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
  });

export const SetCalendarInput = z.object({ lines: CalendarLines });
const realDay = z.string().refine(isDay, '没有这一天');
export const DropCalendarInput = z.object({ fromOn: realDay, toOn: realDay });
export const CalendarChangeInput = z.object({ changeId: z.uuid() });
/** Whoever adopts a change says that he has compared it: days are counted by it at once. */
export const AdoptCalendarInput = CalendarChangeInput.extend({
  isCompared: z.literal('on', { error: '请先逐行对照放假通知，再勾选' }),
});

/**
 * Why these days cannot be entered; none where they can. Only days after today: what was reckoned by a day that is over stands, and
 * is reckoned again by the same days (royalty periods, minima). A day that is worked anyhow needs no line.
 */
export function calendarFaults(days: readonly NamedDay[], entered: readonly CalendarDay[], today: Day): FieldFault[] {
  const calendar = calendarWith(entered);
  const fault = (says: string): FieldFault[] => [{ field: 'lines', says }];
  return days.flatMap(({ day, isWorking }) => {
    if (day <= today) return fault(`${formatDayCn(day)}已经到了或者过去，不能再改。`);
    if (Number(day.slice(0, 4)) > Number(today.slice(0, 4)) + yearsAhead) return fault(`${day} 太远，请核对年份。`);
    const isEntered = entered.some((one) => one.day === day);
    if (isWorking && !isEntered && isWorkingDay(day, calendar)) return fault(`${formatDayCn(day)}本来就上班，不用写。`);
    return [];
  });
}

/**
 * A year's days as the calendar has them: every day off of the notice or the law, and weekend days that are worked; weekends by
 * themselves are not listed.
 */
export function daysOfYear(
  year: number,
  entered: readonly CalendarDay[],
): (CalendarDay & { readonly isEntered: boolean })[] {
  const { holidays, workdays } = calendarWith(entered);
  const own = new Set(entered.map(({ day }) => day));
  const rows = [
    ...[...holidays].map((day) => ({ day, isWorking: false })),
    ...[...workdays].map((day) => ({ day, isWorking: true })),
  ];
  return rows
    .filter(({ day }) => day.startsWith(`${year}-`))
    .map((row) => ({ ...row, isEntered: own.has(row.day) }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** Days one after the other that are alike in everything, as one run: 2027-10-01 to 2027-10-07, all entered at once → one row. */
export function runsOf<Row extends CalendarDay>(
  days: readonly Row[],
  isAlike: (a: Row, b: Row) => boolean,
): (Omit<Row, 'day'> & { readonly fromOn: Day; readonly toOn: Day })[] {
  const runs: (Omit<Row, 'day'> & { readonly fromOn: Day; readonly toOn: Day })[] = [];
  let last: Row | null = null;
  for (const { day, ...row } of days) {
    const run = runs.at(-1);
    const now = { day, ...row } as Row;
    if (run && last && run.toOn === addDays(day, -1) && isAlike(last, now))
      runs[runs.length - 1] = { ...run, toOn: day };
    else runs.push({ ...row, fromOn: day, toOn: day });
    last = now;
  }
  return runs;
}

import { expect, test } from 'vitest';
import { calendarFaults, daysOfYear, SetCalendarInput } from './calendar-input.ts';
import { addWorkingDays } from './days.ts';
import { calendarWith, isUncertainDay, lastDayOf, statutoryCalendar } from './rest-days.ts';

const notice = `2027-01-01 至 2027-01-03 放假 元旦
2027-10-01 至 2027-10-07 放假 国庆节

2027-09-26 上班 国庆节
2027-10-09，上班，国庆节`;

const read = (lines: string) => SetCalendarInput.safeParse({ lines });
const days = (lines: string) => SetCalendarInput.parse({ lines }).lines;

test('a notice is read line by line: runs of days off, weekend days that are worked, the name of the holiday', () => {
  const found = days(notice);
  expect(found).toHaveLength(12);
  expect(found[0]).toEqual({ day: '2027-01-01', isWorking: false, name: '元旦' });
  expect(found.filter(({ isWorking }) => isWorking).map(({ day }) => day)).toEqual(['2027-09-26', '2027-10-09']);
});

test.each([
  ['国庆节放七天', /第 1 行：请写成/],
  ['2027-10-01 放假七天', /第 1 行：请写成/],
  ['2027-02-30 放假', /第 1 行：没有这一天/],
  ['2027-10-07 至 2027-10-01 放假', /后一天在前一天之前/],
  ['2027-10-01 至 2027-12-01 放假', /最多 15 天/],
  ['2027-10-01 放假 国庆节\n2027-10-01 上班 国庆节', /第 2 行：有一天写了两次/],
])('%s is refused with its line', (lines, says) => {
  const { error } = read(lines);
  expect(error?.issues[0]?.message).toMatch(says);
});

test('only days after today are entered, near enough, and no working day as worked', () => {
  const says = (lines: string, today: string) => calendarFaults(days(lines), [], today).map((fault) => fault.says);
  expect(says(notice, '2026-11-22')).toEqual([]);
  expect(says('2026-11-23 放假 x', '2026-11-23')).toEqual([expect.stringMatching(/已经到了/)]);
  expect(says('2029-01-01 放假 元旦', '2026-11-22')).toEqual([expect.stringMatching(/请核对年份/)]);
  expect(says('2027-10-11 上班 x', '2026-11-22')).toEqual([expect.stringMatching(/本来就上班/)]);
});

test('what was entered goes before the list of the release, for last days as for working days', () => {
  const calendarDays = days(notice);
  const move = { restDays: 'move', calendarDays } as const;
  // 2027-10-04 is a Monday that the law alone does not give; 2027-10-09 a Saturday that is worked.
  expect(lastDayOf({ restDays: 'move' }, '2027-10-04')).toBe('2027-10-04');
  expect(lastDayOf(move, '2027-10-04')).toBe('2027-10-08');
  expect(lastDayOf(move, '2027-10-09')).toBe('2027-10-09');
  expect(lastDayOf({ restDays: 'keep', calendarDays }, '2027-10-04')).toBe('2027-10-04');
  expect([isUncertainDay({ restDays: 'move' }, '2027-10-08'), isUncertainDay(move, '2027-10-08')]).toEqual([
    true,
    false,
  ]);
  expect(addWorkingDays('2027-09-30', 1, calendarWith(calendarDays))).toEqual({ day: '2027-10-08', certain: true });
  expect(addWorkingDays('2026-09-30', 1, statutoryCalendar).day).toBe('2026-10-08');
});

test('one day entered is no notice of its year; a day of a noticed year may be entered over the list', () => {
  expect(calendarWith(days('2027-05-03 放假 劳动节')).years.has(2027)).toBe(false);
  const over = calendarWith([{ day: '2026-10-07', isWorking: true }]);
  expect(lastDayOf({ restDays: 'move', calendarDays: [{ day: '2026-10-07', isWorking: true }] }, '2026-10-02')).toBe(
    '2026-10-07',
  );
  expect(over.years.has(2026)).toBe(true);
});

test('the page lists a year as the calendar has it, and says which days were entered', () => {
  expect(daysOfYear(2026, []).filter(({ isWorking }) => isWorking)).toHaveLength(6);
  expect(daysOfYear(2026, [])).toHaveLength(39);
  const own = daysOfYear(2027, days(notice));
  expect(own.find(({ day }) => day === '2027-10-04')).toEqual({ day: '2027-10-04', isWorking: false, isEntered: true });
  expect(own.find(({ day }) => day === '2027-02-06')).toMatchObject({ isEntered: false });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addWorkingDays,
  dayOf,
  diffDays,
  endOfDay,
  formatDayCn,
  isDay,
  isWorkingDay,
  nextWorkingDay,
  startOfDay,
  weekdayOf,
  type WorkCalendar,
} from './days.ts';

const anyDay = fc.integer({ min: -10_000, max: 40_000 }).map((n) => addDays('2000-01-01', n));

/** National Day 2026 off from 1 to 7 October, Saturday 10 October worked. */
const calendar: WorkCalendar = {
  holidays: new Set([1, 2, 3, 4, 5, 6, 7].map((n) => `2026-10-0${n}`)),
  workdays: new Set(['2026-10-10']),
  years: new Set([2026]),
};

describe('days in Shanghai', () => {
  test('the day begins at 16:00 UTC', () => {
    expect(dayOf(new Date('2026-11-20T15:59:59.999Z'))).toBe('2026-11-20');
    expect(dayOf(new Date('2026-11-20T16:00:00Z'))).toBe('2026-11-21');
    expect(startOfDay('2026-11-21').toISOString()).toBe('2026-11-20T16:00:00.000Z');
    expect(endOfDay('2026-11-21').toISOString()).toBe('2026-11-21T15:59:59.999Z');
  });

  test('a day holds its first and its last instant and nothing beyond', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayOf(startOfDay(day))).toBe(day);
        expect(dayOf(endOfDay(day))).toBe(day);
        expect(dayOf(new Date(endOfDay(day).getTime() + 1))).toBe(addDays(day, 1));
      }),
    );
  });

  test.each(['2026-02-30', '2026-13-01', '2026-1-1', '', '2026-11-21T00:00', '二〇二六'])('%j is not a day', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  test('a leap day is a day', () => expect(isDay('2028-02-29')).toBe(true));
});

describe('counting', () => {
  test('30 days after 26 November are 26 December', () => expect(addDays('2026-11-26', 30)).toBe('2026-12-26'));

  test('six days are left from the 20th to the 26th', () => expect(diffDays('2026-11-20', '2026-11-26')).toBe(6));

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2025-03-03', 6, '2025-09-03'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %s months is %s', (day, n, result) => expect(addMonths(day, n)).toBe(result));

  test('adding and counting agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, n) => diffDays(day, addDays(day, n)) === n),
    );
  });

  test('later by months never lands in a month beyond', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 240 }), (day, n) => {
        const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        return months(addMonths(day, n)) - months(day) === n;
      }),
    );
  });

  test('21 November 2026 is a Saturday', () => {
    expect(weekdayOf('2026-11-21')).toBe(6);
    expect(formatDayCn('2026-11-21')).toBe('11 月 21 日（周六）');
    expect(formatDayCn('2026-03-01')).toBe('3 月 1 日（周日）');
  });
});

describe('working days', () => {
  test('weekends and holidays are off, 调休 is worked', () => {
    expect(isWorkingDay('2026-11-20', calendar)).toBe(true);
    expect(isWorkingDay('2026-11-21', calendar)).toBe(false);
    expect(isWorkingDay('2026-10-01', calendar)).toBe(false);
    expect(isWorkingDay('2026-10-10', calendar)).toBe(true);
  });

  test('over the holiday week: the 4th working day after 30 September is 12 October', () => {
    expect(addWorkingDays('2026-09-30', 3, calendar)).toEqual({ day: '2026-10-10', certain: true });
    expect(addWorkingDays('2026-09-30', 4, calendar)).toEqual({ day: '2026-10-12', certain: true });
  });

  test('no days is the day itself, worked or not; negative days are refused', () => {
    expect(addWorkingDays('2026-11-21', 0, calendar)).toEqual({ day: '2026-11-21', certain: true });
    expect(() => addWorkingDays('2026-11-21', -1, calendar)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  test('a year without a published calendar is flagged', () => {
    expect(addWorkingDays('2026-12-30', 1, calendar)).toEqual({ day: '2026-12-31', certain: true });
    expect(addWorkingDays('2026-12-30', 2, calendar)).toEqual({ day: '2027-01-01', certain: false });
    expect(nextWorkingDay('2027-01-02', calendar)).toEqual({ day: '2027-01-04', certain: false });
  });

  test('the next working day of a working day is itself', () => {
    expect(nextWorkingDay('2026-11-20', calendar)).toEqual({ day: '2026-11-20', certain: true });
    expect(nextWorkingDay('2026-10-03', calendar)).toEqual({ day: '2026-10-08', certain: true });
  });
});

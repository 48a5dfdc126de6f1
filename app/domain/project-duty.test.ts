import { expect, test } from 'vitest';
import { dutyDaysWords, dutyReminders } from './project-duty.ts';
import { reminderOn } from './reminder-days.ts';

test('a unit is reminded of a duty 30 and 7 days before its day, on it, and after it', () => {
  const told = (toldOn: string, today: string) => reminderOn('2026-09-30', toldOn, today, dutyReminders);
  expect(told('2026-03-31', '2026-08-30')).toBeNull();
  expect(told('2026-03-31', '2026-08-31')).toBe('soon');
  expect(told('2026-08-31', '2026-09-22')).toBeNull();
  expect(told('2026-08-31', '2026-09-23')).toBe('soon');
  expect(told('2026-09-23', '2026-09-30')).toBe('soon');
  expect(told('2026-09-30', '2026-10-06')).toBeNull();
  expect(told('2026-09-30', '2026-10-07')).toBe('late');
});

test('the days of a duty are said in words', () => {
  expect(dutyDaysWords('2026-09-30', '2026-09-18')).toBe('还有 12 天');
  expect(dutyDaysWords('2026-09-30', '2026-09-30')).toBe('今天到期');
  expect(dutyDaysWords('2026-09-30', '2026-11-16')).toBe('逾期 47 天');
});

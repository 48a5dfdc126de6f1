import { expect, test } from 'vitest';
import { reminderOn } from './reminder-days.ts';

test('a date is called to mind a week and a day before, on its day, and 7 and 15 days after', () => {
  const told = (toldOn: string, today: string) => reminderOn('2026-12-10', toldOn, today);
  expect(told('2026-11-20', '2026-12-02')).toBeNull();
  expect(told('2026-11-20', '2026-12-03')).toBe('soon');
  expect(told('2026-12-03', '2026-12-08')).toBeNull();
  expect(told('2026-12-03', '2026-12-09')).toBe('soon');
  expect(told('2026-12-09', '2026-12-10')).toBe('soon');
  expect(told('2026-12-10', '2026-12-16')).toBeNull();
  expect(told('2026-12-10', '2026-12-17')).toBe('late');
  expect(told('2026-12-17', '2026-12-25')).toBe('late');
  expect(told('2026-12-25', '2027-03-01')).toBeNull();
});

test('missed reminders make one', () => {
  expect(reminderOn('2026-12-10', '2026-11-20', '2027-01-30')).toBe('late');
});

test('who is told of a date on the very reminder day is not told twice', () => {
  expect(reminderOn('2026-12-10', '2026-12-09', '2026-12-09')).toBeNull();
});

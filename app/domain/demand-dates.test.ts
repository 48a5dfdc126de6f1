import { expect, test } from 'vitest';
import { demandDayFault } from './demand-dates.ts';

const today = '2026-11-21';
const fault = (validUntilOn: string, solveByOn: string | null = null) =>
  demandDayFault({ validUntilOn, solveByOn }, today)?.field ?? null;

test('a demand stands beyond today and at most for a year', () => {
  expect(fault('2026-11-21')).toBe('validUntilOn');
  expect(fault('2026-11-22')).toBeNull();
  expect(fault('2027-11-22')).toBeNull();
  expect(fault('2027-11-23')).toBe('validUntilOn');
});

test('a solution is asked for today at the earliest', () => {
  expect(fault('2027-05-11', '2026-11-20')).toBe('solveByOn');
  expect(fault('2027-05-11', '2026-11-21')).toBeNull();
});

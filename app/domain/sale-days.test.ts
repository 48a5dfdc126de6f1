import { expect, test } from 'vitest';
import { statutoryCalendar } from './rest-days.ts';
import { returnDepositBy, signSaleBy } from './sale-days.ts';

test('a sale is signed for within thirty days', () => {
  expect(signSaleBy('2026-11-23')).toBe('2026-12-23');
});

test('a deposit goes back within five working days of the end, or of its arrival where that was later', () => {
  const by = (endedOn: string, depositOn: string) => returnDepositBy({ endedOn, depositOn }, statutoryCalendar);
  expect(by('2026-11-23', '2026-11-10')).toBe('2026-11-30');
  expect(by('2026-11-23', '2026-12-01')).toBe('2026-12-08');
  // The holidays of October are no working days.
  expect(by('2026-09-30', '2026-09-20') > '2026-10-08').toBe(true);
});

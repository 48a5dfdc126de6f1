import { expect, test } from 'vitest';
import { commissionFen, isFeeEarned } from './commission.ts';

const mandate = { state: 'active', startsOn: '2026-03-01', endsOn: '2026-08-31', endedAt: null };
const at = (text: string) => new Date(`${text}T10:00:00+08:00`);

test('a fee is earned on a contract signed while the mandate ran', () => {
  expect(isFeeEarned(mandate, at('2026-03-01'))).toBe(true);
  expect(isFeeEarned(mandate, at('2026-08-31'))).toBe(true);
  expect(isFeeEarned(mandate, at('2026-02-28'))).toBe(false);
  expect(isFeeEarned(mandate, at('2026-09-01'))).toBe(false);
  expect(isFeeEarned(mandate, null)).toBe(false);
});

test('a mandate ended after the signature keeps its fee, one ended before it or never accepted has none', () => {
  expect(isFeeEarned({ ...mandate, state: 'ended', endedAt: at('2026-06-02') }, at('2026-06-01'))).toBe(true);
  expect(isFeeEarned({ ...mandate, state: 'ended', endedAt: at('2026-05-31') }, at('2026-06-01'))).toBe(false);
  expect(isFeeEarned({ ...mandate, state: 'declined' }, at('2026-06-01'))).toBe(false);
});

test('commission counts on cash: none arrived, none due', () => {
  expect(commissionFen(30_000_000n, 20_000)).toBe(600_000n);
  expect(commissionFen(0n, 20_000)).toBe(0n);
});

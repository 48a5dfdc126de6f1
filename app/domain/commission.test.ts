import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commissionFen, feeDueFen, isFeeEarned } from './commission.ts';

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

test('a fixed commission falls due as cash arrives, never above it and never twice', () => {
  const fixed = { feePpm: 0, feeFen: 5_000_000n };
  expect(feeDueFen(fixed, 3_000_000n, 0n)).toBe(3_000_000n);
  expect(feeDueFen(fixed, 30_000_000n, 3_000_000n)).toBe(2_000_000n);
  expect(feeDueFen(fixed, 30_000_000n, 33_000_000n)).toBe(0n);
  expect(feeDueFen({ feePpm: 20_000, feeFen: null }, 30_000_000n, 9n)).toBe(600_000n);
  const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 11n }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 10n }), amounts, (feeFen, receipts) => {
      let earlier = 0n;
      let due = 0n;
      for (const cash of receipts) {
        const part = feeDueFen({ feePpm: 0, feeFen }, cash, earlier);
        expect(part >= 0n && part <= cash).toBe(true);
        earlier += cash;
        due += part;
      }
      expect(due).toBe(earlier < feeFen ? earlier : feeFen);
    }),
  );
});

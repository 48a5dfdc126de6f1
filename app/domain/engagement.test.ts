import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBypass, isEngaged, splitFee, splitFixedFee } from './engagement.ts';

const mandate = { state: 'ended', startsOn: '2026-01-01', endsOn: '2026-12-31', tailMonths: 12 } as const;

test('a deal with somebody introduced within the mandate counts until the tail has passed', () => {
  expect(isBypass(mandate, '2026-05-01', '2027-11-30')).toBe(true);
  expect(isBypass(mandate, '2026-05-01', '2027-12-31')).toBe(true);
  expect(isBypass(mandate, '2026-05-01', '2028-01-01')).toBe(false);
  expect(isBypass(mandate, '2027-01-01', '2027-02-01')).toBe(false);
  expect(isBypass({ ...mandate, state: 'declined' }, '2026-05-01', '2026-06-01')).toBe(false);
  expect(isBypass(mandate, '2026-05-01', '2026-04-30')).toBe(false);
});

test('a broker acts from the first day to the last', () => {
  const active = { ...mandate, state: 'active' };
  expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((day) => isEngaged(active, day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isEngaged(mandate, '2026-06-01')).toBe(false);
});

test('parts of one commission sum to it', () => {
  expect(splitFee(30_000, [600_000, 400_000])).toEqual([18_000, 12_000]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500_000 }), fc.integer({ min: 0, max: 1_000_000 }), (fee, first) => {
      const parts = splitFee(fee, [first, 1_000_000 - first]);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(fee);
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('parts of a fixed commission sum to it, to the fen', () => {
  expect(splitFixedFee(5_000_000n, [600_000, 400_000])).toEqual([3_000_000n, 2_000_000n]);
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 10n }), fc.integer({ min: 0, max: 1_000_000 }), (fee, first) => {
      const parts = splitFixedFee(fee, [first, 1_000_000 - first]);
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(fee);
      expect(parts.every((part) => part >= 0n)).toBe(true);
    }),
  );
});

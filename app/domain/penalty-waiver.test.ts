import { expect, test } from 'vitest';
import { waivableFen, waiverFaults } from './penalty-waiver.ts';

test("only what is open of a charged penalty and under nobody's payment can be waived", () => {
  expect(waivableFen({ kind: 'interest', payableFen: 200n })).toBe(200n);
  expect(waivableFen({ kind: 'interest', payableFen: 0n })).toBe(0n);
  for (const kind of ['milestone', 'royalty', 'credit_return'] as const) {
    expect(waivableFen({ kind, payableFen: 200n })).toBe(0n);
  }
});

test('a sum is above nothing and at most what is there', () => {
  expect(waiverFaults(undefined, 200n)).toEqual([]);
  expect(waiverFaults(200n, 200n)).toEqual([]);
  expect(waiverFaults(0n, 200n)).toMatchObject([{ field: 'amount' }]);
  expect(waiverFaults(201n, 200n)).toEqual([{ field: 'amount', says: '最多还能免除 ¥2.00。' }]);
});

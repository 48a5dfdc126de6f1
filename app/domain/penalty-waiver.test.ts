import { expect, test } from 'vitest';
import { freedByWaiver, waivableFen, waiverFaults } from './penalty-waiver.ts';

test("what is open of a charged penalty and under nobody's payment can be waived, and what a credit paid of it", () => {
  expect(waivableFen({ kind: 'interest', payableFen: 200n, setOffFen: 0n })).toBe(200n);
  expect(waivableFen({ kind: 'interest', payableFen: 0n, setOffFen: 0n })).toBe(0n);
  expect(waivableFen({ kind: 'interest', payableFen: 200n, setOffFen: 50n })).toBe(250n);
  expect(waivableFen({ kind: 'interest', payableFen: -100n, setOffFen: 50n })).toBe(50n);
  for (const kind of ['milestone', 'royalty', 'credit_return'] as const) {
    expect(waivableFen({ kind, payableFen: 200n, setOffFen: 50n })).toBe(0n);
  }
});

test('what is open is waived first, the rest sets the credit free', () => {
  expect(freedByWaiver(150n, 100n)).toBe(50n);
  expect(freedByWaiver(100n, 100n)).toBe(0n);
  expect(freedByWaiver(70n, 0n)).toBe(70n);
  expect(freedByWaiver(70n, -20n)).toBe(70n);
});

test('a sum is above nothing and at most what is there', () => {
  expect(waiverFaults(undefined, 200n)).toEqual([]);
  expect(waiverFaults(200n, 200n)).toEqual([]);
  expect(waiverFaults(0n, 200n)).toMatchObject([{ field: 'amount' }]);
  expect(waiverFaults(201n, 200n)).toEqual([{ field: 'amount', says: '最多还能免除 ¥2.00。' }]);
});

import { expect, test } from 'vitest';
import { isTaxReduced, rewardConditions, taxableOf } from './reward-tax.ts';

const facts = {
  isConversion: true,
  isNonProfit: true,
  isRegistered: true,
  isPublished: true,
  receivedOn: '2026-01-31',
  paidOn: '2029-01-31',
};

test('财税〔2018〕58号: all four conditions halve what is taxed, and the last day of 36 months counts', () => {
  expect(isTaxReduced(facts)).toBe(true);
  expect(taxableOf(10_000_001n, true)).toBe(5_000_001n);
  expect(taxableOf(10_000_001n, false)).toBe(10_000_001n);
});

test.each([
  [0, { isNonProfit: false }],
  [1, { isRegistered: false }],
  [2, { isPublished: false }],
  [3, { paidOn: '2029-02-01' }],
  [3, { paidOn: '2026-01-30' }],
])('condition %i alone denies it', (at, given) => {
  const conditions = rewardConditions({ ...facts, ...given });
  expect(conditions.map(({ isMet }) => isMet).indexOf(false)).toBe(at);
  expect(conditions.filter(({ isMet }) => !isMet)).toHaveLength(1);
  expect(isTaxReduced({ ...facts, ...given })).toBe(false);
});

test('what work that stands alone earns its people is never reduced, though all else is met', () => {
  const conditions = rewardConditions({ ...facts, isConversion: false });
  expect(conditions.filter(({ isMet }) => !isMet).map(({ key }) => key)).toEqual(['conversion']);
  expect(isTaxReduced({ ...facts, isConversion: false })).toBe(false);
});

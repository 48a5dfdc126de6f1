import { expect, test } from 'vitest';
import { eliminated, markOf, summarise } from './bounty-scores.ts';
import { bountySubsidy, isOwnMoneyEnough } from './bounty-subsidy.ts';

const yuan = (n: number) => BigInt(n) * 100n;

test.each([
  [3_000_000, 200_000, 600_000],
  [5_000_000, 200_000, 1_000_000],
  [8_000_000, 200_000, 1_000_000],
  [2_990_000, 200_000, 0],
  [3_000_000, 100_000, 300_000],
])('a total of %i at %i ppm brings %i', (total, rate, subsidy) => {
  expect(bountySubsidy(yuan(total), rate).subsidyFen).toBe(yuan(subsidy));
});

test('the reason of a refusal and the cap are told', () => {
  expect(bountySubsidy(yuan(2_999_999), 200_000).refusal).toBe('total_too_low');
  expect(bountySubsidy(yuan(4_000_000), 200_001).refusal).toBe('rate_out_of_range');
  expect(bountySubsidy(yuan(4_000_000), 99_999).refusal).toBe('rate_out_of_range');
  expect(bountySubsidy(yuan(5_000_000), 200_000).isCapped).toBe(false);
  expect(bountySubsidy(yuan(5_000_001), 200_000).isCapped).toBe(true);
});

test('own money covers what the subsidy does not', () => {
  expect(isOwnMoneyEnough(yuan(5_000_000), yuan(4_000_000), 200_000)).toBe(true);
  expect(isOwnMoneyEnough(yuan(5_000_000), yuan(3_999_999), 200_000)).toBe(false);
});

test('marks are weighted, their mean and spread told', () => {
  expect(markOf({ feasibility: 80, cost: 70, team: 90 })).toBe(81);
  expect(
    summarise([
      { feasibility: 80, cost: 70, team: 90 },
      { feasibility: 65, cost: 65, team: 65 },
    ]),
  ).toEqual({ count: 2, mean: 73, spread: 16, isWide: false });
  expect(summarise([]).mean).toBeNull();
  expect(
    summarise([
      { feasibility: 95, cost: 95, team: 95 },
      { feasibility: 60, cost: 60, team: 60 },
    ]).isWide,
  ).toBe(true);
});

test('a gate takes the lowest, never everybody', () => {
  const team = (id: string, score: number) => ({ id, score });
  expect(eliminated([team('a', 90), team('b', 80), team('c', 70)])).toEqual(['c']);
  expect(eliminated([team('a', 80), team('b', 80)])).toEqual([]);
  expect(eliminated([team('a', 90), team('b', 70), team('c', 70)])).toEqual(['b', 'c']);
  expect(eliminated([team('a', 10)])).toEqual([]);
});

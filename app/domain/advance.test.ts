import { expect, test } from 'vitest';
import { placeableFen, placementFaults, standingPlacements } from './advance.ts';

const facts = { advanceFen: 5_000_000n, payableFen: 3_000_000n, isContested: false };

test('no more of an advance than there is, and no more than the claim has open', () => {
  expect(placeableFen(facts)).toBe(3_000_000n);
  expect(placeableFen({ ...facts, payableFen: 8_000_000n })).toBe(5_000_000n);
  expect(placementFaults(3_000_000n, facts)).toEqual([]);
  expect(placementFaults(3_000_001n, facts)).toMatchObject([
    { field: 'amount', says: expect.stringContaining('¥30,000.00') },
  ]);
  expect(placementFaults(5_000_001n, { ...facts, payableFen: 9_000_000n })).toMatchObject([
    { field: 'amount', says: expect.stringContaining('¥50,000.00') },
  ]);
  expect(placementFaults(0n, facts)).toMatchObject([{ field: 'amount' }]);
  expect(placementFaults(-1n, facts)).toMatchObject([{ field: 'amount' }]);
});

test('a contested claim takes nothing', () => {
  const contested = { ...facts, isContested: true };
  expect(placeableFen(contested)).toBe(0n);
  expect(placementFaults(1n, contested)).toMatchObject([{ field: 'obligationId' }]);
});

test('what was taken back stands no longer; what a failed refund took off the first claim was no placement', () => {
  const row = (
    id: string,
    kind: 'arrived' | 'placed' | 'taken_back',
    amountFen: bigint,
    causeId: string | null = null,
  ) => ({
    id,
    kind,
    obligationId: 'claim',
    amountFen,
    causeId,
  });
  const rows = [
    row('a', 'arrived', 30n),
    row('b', 'placed', 5n),
    row('c', 'placed', 7n),
    row('d', 'taken_back', -5n, 'b'),
  ];
  expect(standingPlacements(rows).map(({ id }) => id)).toEqual(['c']);
  expect(standingPlacements([...rows, row('e', 'taken_back', -30n, 'refund')]).map(({ id }) => id)).toEqual(['c']);
});

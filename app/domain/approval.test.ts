import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approvalSumFen, chainFor, stepDoer, stepStanding } from './approval.ts';

const chains = [{ fromFen: 0n }, { fromFen: 100_000_000n }, { fromFen: 1_000_000_000n }];

test.each([
  [0n, 0n],
  [99_999_999n, 0n],
  [100_000_000n, 100_000_000n],
  [2_000_000_000n, 1_000_000_000n],
])('a contract of %s fen takes the chain from %s fen: the threshold is included', (sum, from) => {
  expect(chainFor(chains, sum)?.fromFen).toBe(from);
});

test('below the lowest threshold no approval is asked', () => {
  expect(chainFor([{ fromFen: 1n }], 0n)).toBeNull();
  expect(chainFor([], 5n)).toBeNull();
});

test('the order in which chains were written does not matter', () => {
  const sum = fc.bigInt({ min: 0n, max: 1_000n });
  fc.assert(
    fc.property(fc.uniqueArray(sum), sum, (froms, reached) => {
      const made = froms.map((fromFen) => ({ fromFen }));
      const found = chainFor(made, reached)?.fromFen ?? null;
      expect(chainFor(made.toReversed(), reached)?.fromFen ?? null).toBe(found);
      expect(found).toBe(
        froms.filter((from) => from <= reached).reduce<bigint | null>((a, b) => (a !== null && a > b ? a : b), null),
      );
    }),
  );
});

test('the sum is the cap where there is one, else the milestones', () => {
  const milestones = [{ amountFen: 300n }, { amountFen: 200n }];
  const terms = (capFen: bigint | null) =>
    ({ milestones, royalty: { capFen } }) as unknown as Parameters<typeof approvalSumFen>[0];
  expect(approvalSumFen(terms(9_000n))).toBe(9_000n);
  expect(approvalSumFen(terms(null))).toBe(500n);
});

test('one step after the other: the next one is the first undecided, and none is next once it is over', () => {
  const first = [{ position: 0, outcome: 'passed' as const }];
  expect([0, 1, 2].map((at) => stepStanding(at, first, 'open'))).toEqual(['passed', 'next', 'waiting']);
  const back = [...first, { position: 1, outcome: 'returned' as const }];
  expect([0, 1, 2].map((at) => stepStanding(at, back, 'returned'))).toEqual(['passed', 'returned', 'waiting']);
});

test('a step on paper is recorded by the officer, one on the page is decided by its role', () => {
  expect(stepDoer({ name: '校长办公会', way: 'paper', role: 'approver' })).toContain('经办人');
  expect(stepDoer({ name: '法务', way: 'page', role: 'legal' })).toBe('法务');
});

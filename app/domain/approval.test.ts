import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ApprovalStep, chainFor, chainsWith, isAskedToDecide, stepDoer, stepStanding } from './approval.ts';
import { mostOf, newTerms } from './contract.ts';

const all = (fromFen: bigint) => ({ fromFen, contractKind: 'all' as const });
const chains = [all(0n), all(100_000_000n), all(1_000_000_000n)];
const licence = (sumFen: bigint | null) => ({ kind: 'licence' as const, sumFen });

test.each([
  [0n, 0n],
  [99_999_999n, 0n],
  [100_000_000n, 100_000_000n],
  [2_000_000_000n, 1_000_000_000n],
])('a contract of %s fen takes the chain from %s fen: the threshold is included', (sum, from) => {
  expect(chainFor(chains, licence(sum))?.fromFen).toBe(from);
});

test('below the lowest threshold no approval is asked', () => {
  expect(chainFor([all(1n)], licence(0n))).toBeNull();
  expect(chainFor([], licence(5n))).toBeNull();
});

test('the order in which chains were written does not matter', () => {
  const sum = fc.bigInt({ min: 0n, max: 1_000n });
  fc.assert(
    fc.property(fc.uniqueArray(sum), sum, (froms, reached) => {
      const made = froms.map(all);
      const found = chainFor(made, licence(reached))?.fromFen ?? null;
      expect(chainFor(made.toReversed(), licence(reached))?.fromFen ?? null).toBe(found);
      expect(found).toBe(
        froms.filter((from) => from <= reached).reduce<bigint | null>((a, b) => (a !== null && a > b ? a : b), null),
      );
    }),
  );
});

test('a chain for the kind comes before those for all; what reaches none of its kind takes those for all', () => {
  const service = { fromFen: 50n, contractKind: 'service' as const };
  const made = [all(0n), all(1_000n), service];
  expect(chainFor(made, { kind: 'service', sumFen: 2_000n })).toBe(service);
  expect(chainFor(made, { kind: 'service', sumFen: 49n })).toEqual(all(0n));
  expect(chainFor(made, { kind: 'licence', sumFen: 60n })).toEqual(all(0n));
  expect(chainFor([service], { kind: 'transfer', sumFen: 60n })).toBeNull();
});

test('an unknown sum is not zero: it takes the highest chain of its kind', () => {
  expect(chainFor(chains, licence(null))?.fromFen).toBe(1_000_000_000n);
  const own = [
    all(5_000n),
    { fromFen: 0n, contractKind: 'licence' as const },
    { fromFen: 9n, contractKind: 'licence' as const },
  ];
  expect(chainFor(own, licence(null))?.fromFen).toBe(9n);
});

test('the sum is the cap where there is one, the milestones where there is no royalty, and unknown under a royalty without a cap', () => {
  const milestones = [300n, 200n].map((amountFen) => ({ ...newTerms.milestones[0]!, amountFen }));
  const royalty = newTerms.royalty!;
  expect(mostOf({ ...newTerms, milestones, royalty: { ...royalty, capFen: 9_000n } })).toBe(9_000n);
  expect(mostOf({ ...newTerms, milestones, royalty: null })).toBe(500n);
  expect(mostOf({ ...newTerms, milestones, royalty: { ...royalty, capFen: null } })).toBeNull();
  expect(mostOf({ ...newTerms, milestones: [], royalty: { ...royalty, capFen: null } })).toBeNull();
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

test('the next step asks its role, nobody who began or decided another on the page, and on paper any officer', () => {
  const steps: ApprovalStep[] = [
    { name: '部门负责人', way: 'page', role: 'approver' },
    { name: '分管领导', way: 'page', role: 'approver' },
    { name: '办公会', way: 'paper', role: 'approver' },
  ];
  const run = (...by: string[]) => ({
    steps,
    startedBy: 'starter',
    decided: by.map((decidedBy, position) => ({ position, decidedBy })),
  });
  const approver = (userId: string) => ({ userId, roles: ['approver' as const] });
  expect(isAskedToDecide(approver('one'), run())).toBe(true);
  expect(isAskedToDecide({ userId: 'one', roles: ['legal'] }, run())).toBe(false);
  expect(isAskedToDecide(approver('starter'), run())).toBe(false);
  expect(isAskedToDecide(approver('one'), run('one'))).toBe(false);
  expect(isAskedToDecide(approver('two'), run('one'))).toBe(true);
  expect(isAskedToDecide(approver('three'), run('one', 'two'))).toBe(false);
  expect(isAskedToDecide({ userId: 'starter', roles: ['officer'] }, run('one', 'two'))).toBe(true);
  expect(isAskedToDecide(approver('four'), run('one', 'two', 'three'))).toBe(false);
});

test('a chain that is saved replaces the one for the same kind and sum, and no other', () => {
  const chain = (id: string, contractKind: 'all' | 'service', fromFen: bigint) => ({
    id,
    contractKind,
    fromFen,
    steps: [],
  });
  const chains = [chain('a', 'all', 0n), chain('b', 'all', 100n), chain('c', 'service', 0n)];
  const ids = (next: (typeof chains)[number]) => chainsWith(chains, next).map(({ id }) => id);
  expect(ids(chain('n', 'all', 0n))).toEqual(['b', 'c', 'n']);
  expect(ids(chain('n', 'service', 100n))).toEqual(['a', 'b', 'c', 'n']);
});

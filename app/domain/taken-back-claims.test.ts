import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChargedClaim, type CreditPart, type CreditsTaken, takenBackByClaim } from './taken-back-claims.ts';

const day = (of: number): Date => new Date(Date.UTC(2026, 0, of));
const milestone: ChargedClaim = {
  id: 'm',
  of: '1',
  kind: 'milestone',
  isStanding: false,
  amountFen: 30_000_000n,
  raisedAt: day(1),
};
const royalty: ChargedClaim = {
  id: 'r',
  of: '2026Q1',
  kind: 'royalty',
  isStanding: true,
  amountFen: 6_000_000n,
  raisedAt: day(2),
};
const credits: readonly CreditPart[] = [
  { of: '1', kind: 'milestone', fen: 30_000_000n, raisedAt: day(3) },
  { of: '2026Q1', kind: 'royalty', fen: 5_400_000n, raisedAt: day(4) },
];
const none: CreditsTaken = { setOff: [], repaidFen: 0n, waitingFen: 0n };
const setOff = (claimId: string, fen: bigint, on = 8) => ({ claimId, fen, at: day(on) });
const parts = (taken: Partial<CreditsTaken>, ...given: [readonly CreditPart[], readonly ChargedClaim[]]) =>
  Object.fromEntries(
    [...takenBackByClaim({ ...none, ...taken }, ...given)].map(([id, one]) => [id, [one.takenBackFen, one.waitingFen]]),
  );

test('a credit that paid the next quarter is of the quarter that became less, not of the one that it paid', () => {
  const next: ChargedClaim = { ...royalty, id: 'next', of: '2026Q2', raisedAt: day(5) };
  const own = credits.slice(1);
  expect(parts({ setOff: [setOff('next', 5_400_000n)] }, own, [royalty, next])).toEqual({ r: [5_400_000n, 0n] });
  // What the next one does not use waits, of the same quarter.
  expect(parts({ setOff: [setOff('next', 3_000_000n)], waitingFen: 2_400_000n }, own, [royalty, next])).toEqual({
    r: [3_000_000n, 2_400_000n],
  });
});

test('what is repaid is of the claims that the reports took back, each at most what was charged', () => {
  expect(parts({ repaidFen: 35_400_000n }, credits, [royalty, milestone])).toEqual({
    m: [30_000_000n, 0n],
    r: [5_400_000n, 0n],
  });
  expect(parts({}, credits, [royalty, milestone])).toEqual({});
});

test('of several credits the older were set off, the newest repaid, and what was waived lies between them', () => {
  expect(parts({ repaidFen: 5_400_000n }, credits, [royalty, milestone])).toEqual({ r: [5_400_000n, 0n] });
  expect(parts({ setOff: [setOff('other', 5_400_000n)] }, credits, [royalty, milestone])).toEqual({
    m: [5_400_000n, 0n],
  });
  const some = { setOff: [setOff('other', 1_000_000n)], waitingFen: 2_000_000n, repaidFen: 5_000_000n };
  expect(parts(some, credits, [royalty, milestone])).toEqual({
    m: [1_000_000n, 1_600_000n],
    r: [5_000_000n, 400_000n],
  });
});

test('a claim uses its own credit before an older one of another; what was settled before that stays as it was', () => {
  const taken = { setOff: [setOff('r', 5_400_000n)], waitingFen: 30_000_000n };
  expect(parts(taken, credits, [royalty, milestone])).toEqual({ r: [5_400_000n, 0n], m: [0n, 30_000_000n] });
  const before = { setOff: [setOff('r', 5_400_000n, 3)], waitingFen: 30_000_000n };
  expect(parts(before, credits, [royalty, milestone])).toEqual({ m: [5_400_000n, 24_600_000n], r: [0n, 5_400_000n] });
});

test('what is set free again is credit of what it was drawn from', () => {
  const freed = [setOff('next', 5_400_000n, 8), setOff('next', -2_000_000n, 9)];
  expect(parts({ setOff: freed, waitingFen: 2_000_000n }, credits.slice(1), [royalty])).toEqual({
    r: [3_400_000n, 2_000_000n],
  });
});

test('of a milestone that was reached again the claim that stands no longer goes first', () => {
  const again = { ...milestone, id: 'again', isStanding: true };
  expect(parts({ repaidFen: 30_000_000n }, credits.slice(0, 1), [milestone, again])).toEqual({ m: [30_000_000n, 0n] });
});

test('a credit is not of a claim raised after it: a quarter lowered and then raised keeps its red letter', () => {
  const more = { ...royalty, id: 'more', amountFen: 500_000n, raisedAt: day(6) };
  expect(parts({ setOff: [setOff('other', 5_400_000n)] }, credits.slice(1), [royalty, more])).toEqual({
    r: [5_400_000n, 0n],
  });
});

test('what its own claim does not hold is of another royalty, then of any claim', () => {
  const minimum = { ...royalty, id: 'min', of: null, amountFen: 100_000n };
  const part = [{ of: '2026Q4', kind: 'royalty', fen: 150_000n, raisedAt: day(9) }] as const;
  expect(parts({ repaidFen: 150_000n }, part, [milestone, minimum])).toEqual({ min: [100_000n, 0n], m: [50_000n, 0n] });
});

test('the parts come to what was taken, wherever credits and claims hold it, and to no more than any claim', () => {
  const fen = fc.bigInt(0n, 1_000n);
  const kind = fc.constantFrom('milestone' as const, 'royalty' as const);
  const raisedAt = fc.nat(9).map(day);
  const of = fc.constantFrom('a', 'b', null);
  const claim = fc.record({ of, kind, isStanding: fc.boolean(), amountFen: fen, raisedAt });
  const part = fc.record({ of: fc.constantFrom('a', 'b', 'c'), kind, fen, raisedAt });
  const use = fc.record({ claimId: fc.constantFrom('0', '1', 'x'), fen, at: raisedAt });
  const taken = fc.record({ setOff: fc.array(use), repaidFen: fen, waitingFen: fen });
  fc.assert(
    fc.property(taken, fc.array(part), fc.array(claim), (wanted, credited, made) => {
      const claims: ChargedClaim[] = made.map((one, i) => ({ ...one, id: String(i) }));
      const byClaim = takenBackByClaim(wanted, credited, claims);
      const sum = (rows: readonly bigint[]) => rows.reduce((all, one) => all + one, 0n);
      const found = (id: string) => byClaim.get(id) ?? { takenBackFen: 0n, waitingFen: 0n };
      const held = [
        sum(wanted.setOff.map((one) => one.fen)) + wanted.repaidFen + wanted.waitingFen,
        sum(credited.map((one) => one.fen)),
        sum(claims.map(({ amountFen }) => amountFen)),
      ];
      expect(sum([...byClaim.values()].flatMap((one) => [one.takenBackFen, one.waitingFen]))).toBe(
        held.reduce((a, b) => (a < b ? a : b)),
      );
      for (const { id, amountFen } of claims) {
        expect(found(id).takenBackFen + found(id).waitingFen <= amountFen).toBe(true);
      }
    }),
  );
});

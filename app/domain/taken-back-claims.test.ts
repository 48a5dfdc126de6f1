import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CreditPart, CreditUse } from './credit-draws.ts';
import { type ChargedClaim, takenBackByClaim } from './taken-back-claims.ts';

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
const use =
  (kind: CreditUse['kind']) =>
  (claimId: string, fen: bigint, on = 8): CreditUse => ({ kind, claimId, fen, at: day(on) });
const [setOff, repaid, waived, recalled] = [use('set_off'), use('returned'), use('waived'), use('recalled')];
const parts = (uses: readonly CreditUse[], ...given: [readonly CreditPart[], readonly ChargedClaim[]]) =>
  Object.fromEntries(
    [...takenBackByClaim(uses, ...given)].map(([id, one]) => [id, [one.takenBackFen, one.waitingFen]]),
  );

test('a credit that paid the next quarter is of the quarter that became less, not of the one that it paid', () => {
  const next: ChargedClaim = { ...royalty, id: 'next', of: '2026Q2', raisedAt: day(5) };
  const own = credits.slice(1);
  expect(parts([setOff('next', 5_400_000n)], own, [royalty, next])).toEqual({ r: [5_400_000n, 0n] });
  // What the next one does not use waits, of the same quarter.
  expect(parts([setOff('next', 3_000_000n)], own, [royalty, next])).toEqual({ r: [3_000_000n, 2_400_000n] });
});

test('what is repaid is of the claims that the reports took back, each at most what was charged', () => {
  expect(parts([repaid('back', 35_400_000n)], credits, [royalty, milestone])).toEqual({
    m: [30_000_000n, 0n],
    r: [5_400_000n, 0n],
  });
  expect(parts([], credits, [royalty, milestone])).toEqual({ m: [0n, 30_000_000n], r: [0n, 5_400_000n] });
});

test('of several credits the older are set off, the newest repaid; of a repayment the oldest is waived, or recalled', () => {
  const all = repaid('back', 35_400_000n);
  const given = [credits, [royalty, milestone]] as const;
  expect(parts([repaid('back', 5_400_000n)], ...given)).toEqual({ m: [0n, 30_000_000n], r: [5_400_000n, 0n] });
  expect(parts([setOff('other', 5_400_000n)], ...given)).toEqual({ m: [5_400_000n, 24_600_000n], r: [0n, 5_400_000n] });
  expect(parts([all, waived('back', 30_000_000n, 9)], ...given)).toEqual({ r: [5_400_000n, 0n] });
  expect(parts([all, recalled('back', 29_000_000n, 9), setOff('other', 29_000_000n, 9)], ...given)).toEqual({
    m: [30_000_000n, 0n],
    r: [5_400_000n, 0n],
  });
  // What was recalled and waits again is credit; what was waived before it is not recalled.
  expect(parts([all, waived('back', 1_000_000n, 9), recalled('back', 30_000_000n, 10)], ...given)).toEqual({
    m: [0n, 29_000_000n],
    r: [4_400_000n, 1_000_000n],
  });
});

test('what was repaid, and red-lettered, stays where it was when a later credit arises, waits, is repaid or waived', () => {
  const quarter = (of: string, n: number): ChargedClaim => ({
    id: of,
    of,
    kind: 'royalty',
    isStanding: true,
    amountFen: 1_000n,
    raisedAt: day(n),
  });
  const claims = [quarter('Q1', 1), quarter('Q2', 2), quarter('Q3', 3)];
  const credit = (of: string, n: number): CreditPart => ({ of, kind: 'royalty', fen: 100n, raisedAt: day(n) });
  const back = repaid('back', 100n, 5);
  expect(parts([back], [credit('Q2', 4)], claims)).toEqual({ Q2: [100n, 0n] });
  const both = [credit('Q2', 4), credit('Q3', 6)];
  expect(parts([back], both, claims)).toEqual({ Q2: [100n, 0n], Q3: [0n, 100n] });
  const more = repaid('more', 100n, 7);
  expect(parts([back, more], both, claims)).toEqual({ Q2: [100n, 0n], Q3: [100n, 0n] });
  expect(parts([back, more, waived('more', 100n)], both, claims)).toEqual({ Q2: [100n, 0n] });
  expect(parts([back, more, waived('back', 100n)], both, claims)).toEqual({ Q3: [100n, 0n] });
  // A set-off after the repayment takes what is there, not what was repaid.
  expect(parts([back, setOff('Q1', 100n)], both, claims)).toEqual({ Q2: [100n, 0n], Q3: [100n, 0n] });
});

test('a claim uses its own credit before an older one of another; what was settled before that stays as it was', () => {
  const given = [credits, [royalty, milestone]] as const;
  expect(parts([setOff('r', 5_400_000n)], ...given)).toEqual({ r: [5_400_000n, 0n], m: [0n, 30_000_000n] });
  expect(parts([setOff('r', 5_400_000n, 3)], ...given)).toEqual({ m: [5_400_000n, 24_600_000n], r: [0n, 5_400_000n] });
});

test('what is set free again is credit of what it was drawn from', () => {
  const freed = [setOff('next', 5_400_000n, 8), setOff('next', -2_000_000n, 9)];
  expect(parts(freed, credits.slice(1), [royalty])).toEqual({ r: [3_400_000n, 2_000_000n] });
});

test('of a milestone that was reached again the claim that stands no longer goes first', () => {
  const again = { ...milestone, id: 'again', isStanding: true };
  expect(parts([repaid('back', 30_000_000n)], credits.slice(0, 1), [milestone, again])).toEqual({
    m: [30_000_000n, 0n],
  });
});

test('a credit is not of a claim raised after it: a quarter lowered and then raised keeps its red letter', () => {
  const more = { ...royalty, id: 'more', amountFen: 500_000n, raisedAt: day(6) };
  expect(parts([setOff('other', 5_400_000n)], credits.slice(1), [royalty, more])).toEqual({ r: [5_400_000n, 0n] });
});

test('what its own claim does not hold is of another royalty, then of any claim', () => {
  const minimum = { ...royalty, id: 'min', of: null, amountFen: 100_000n };
  const part = [{ of: '2026Q4', kind: 'royalty', fen: 150_000n, raisedAt: day(9) }] as const;
  expect(parts([repaid('back', 150_000n, 10)], part, [milestone, minimum])).toEqual({
    min: [100_000n, 0n],
    m: [50_000n, 0n],
  });
});

const fen = fc.bigInt(0n, 1_000n);
const kind = fc.constantFrom('milestone' as const, 'royalty' as const);
const sum = (rows: readonly bigint[]) => rows.reduce((all, one) => all + one, 0n);
const least = (a: bigint, b: bigint) => (a < b ? a : b);
type Deed = { readonly what: CreditUse['kind'] | 'raised' | 'freed'; readonly to: string; readonly fen: bigint };

/** Deeds in their order of days, each cut down to what the rows before it allow, as the platform does. */
function told(deeds: readonly Deed[], claims: readonly ChargedClaim[]) {
  const made: CreditPart[] = [];
  const uses: CreditUse[] = [];
  let left = 0n;
  const heldBy = (id: string, isReturn: boolean): bigint =>
    sum(
      uses
        .filter((one) => one.claimId === id && (one.kind !== 'set_off') === isReturn)
        .map((one) => (['recalled', 'waived'].includes(one.kind) ? -one.fen : one.fen)),
    );
  for (const [i, { what, to, fen: asked }] of deeds.entries()) {
    const at = day(20 + i);
    if (what === 'raised') {
      const { of, kind: ofKind } = claims[Number(to) % claims.length] ?? { of: null, kind: 'royalty' };
      made.push({ of: of ?? 'none', kind: ofKind, fen: asked, raisedAt: at });
      left += asked;
      continue;
    }
    const isNew = what === 'set_off' || what === 'returned';
    const some = least(asked, isNew ? left : heldBy(to, what !== 'freed'));
    if (some === 0n) continue;
    if (isNew) left -= some;
    else if (what !== 'waived') left += some;
    if (what === 'freed') uses.push({ kind: 'set_off', claimId: to, fen: -some, at });
    else uses.push({ kind: what, claimId: what === 'returned' ? `back ${i}` : to, fen: some, at });
  }
  return { made, uses, left };
}

const aClaim = fc.record({
  of: fc.constantFrom('a', 'b', null),
  kind,
  isStanding: fc.boolean(),
  amountFen: fen,
  raisedAt: fc.nat(9).map(day),
});
const manyClaims = fc.array(aClaim, { minLength: 1, maxLength: 5 });
const what = fc.constantFrom<Deed['what']>('raised', 'raised', 'set_off', 'freed', 'returned', 'waived', 'recalled');
const target = fc.oneof(
  fc.constantFrom('0', '1', '2'),
  fc.nat(11).map((n) => `back ${n}`),
);
const manyDeeds = fc.array(fc.record({ what, to: target, fen }), { maxLength: 12 });

test('the parts come to what was taken, wherever credits and claims hold it, and to no more than any claim', () => {
  fc.assert(
    fc.property(manyDeeds, manyClaims, (deeds, given) => {
      const claims: ChargedClaim[] = given.map((one, i) => ({ ...one, id: String(i) }));
      const { made, uses } = told(deeds, claims);
      const byClaim = takenBackByClaim(uses, made, claims);
      const waivedFen = sum(uses.filter((one) => one.kind === 'waived').map((one) => one.fen));
      const held = least(sum(made.map((one) => one.fen)) - waivedFen, sum(claims.map(({ amountFen }) => amountFen)));
      expect(sum([...byClaim.values()].flatMap((one) => [one.takenBackFen, one.waitingFen]))).toBe(held);
      for (const { id, amountFen } of claims) {
        const one = byClaim.get(id) ?? { takenBackFen: 0n, waitingFen: 0n };
        expect(one.takenBackFen >= 0n && one.waitingFen >= 0n).toBe(true);
        expect(one.takenBackFen + one.waitingFen <= amountFen).toBe(true);
      }
    }),
  );
});

test('what waits is what the books have left, where the claims hold all credits', () => {
  fc.assert(
    fc.property(manyDeeds, manyClaims, (deeds, given) => {
      const claims = given.map((one, i): ChargedClaim => ({ ...one, id: String(i), amountFen: 100_000n }));
      const { made, uses, left } = told(deeds, claims);
      expect(sum([...takenBackByClaim(uses, made, claims).values()].map((one) => one.waitingFen))).toBe(left);
    }),
  );
});

test('a credit that arises later, and whatever is set off, repaid or waived of it, moves nothing of what was taken back before', () => {
  fc.assert(
    fc.property(manyDeeds, manyClaims, fen, (deeds, given, moreFen) => {
      const claims = given.map((one, i): ChargedClaim => ({ ...one, id: String(i), amountFen: 100_000n }));
      const { made, uses } = told(deeds, claims);
      const taken = (credited: readonly CreditPart[], by: readonly CreditUse[]) =>
        claims.map(({ id }) => takenBackByClaim(by, credited, claims).get(id)?.takenBackFen ?? 0n);
      const later: CreditPart = { of: 'a', kind: 'royalty', fen: moreFen, raisedAt: day(90) };
      expect(taken([...made, later], uses)).toEqual(taken(made, uses));
      const back = [repaid('new', moreFen, 91), waived('new', moreFen, 92)];
      const leftBefore = sum(made.map((one) => one.fen)) - sum(uses.map(signed));
      fc.pre(leftBefore === 0n);
      expect(taken([...made, later], [...uses, ...back])).toEqual(taken(made, uses));
    }),
  );
});

const signed = ({ kind: of, fen: by }: CreditUse) => (of === 'waived' ? 0n : of === 'recalled' ? -by : by);

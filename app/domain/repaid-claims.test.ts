import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChargedClaim, type CreditPart, repaidByClaim } from './repaid-claims.ts';

const milestone = { id: 'm', of: '1', kind: 'milestone', isStanding: false, billableFen: 30_000_000n } as const;
const royalty = { id: 'r', of: '2026Q1', kind: 'royalty', isStanding: true, billableFen: 6_000_000n } as const;
const credits: readonly CreditPart[] = [
  { of: '1', kind: 'milestone', fen: 30_000_000n },
  { of: '2026Q1', kind: 'royalty', fen: 5_400_000n },
];
const shown = (map: ReadonlyMap<string, bigint>) => Object.fromEntries(map);

test('what is repaid is of the claims that the reports took back, each at most what is billed of it', () => {
  expect(shown(repaidByClaim(35_400_000n, credits, [royalty, milestone]))).toEqual({ m: 30_000_000n, r: 5_400_000n });
  expect(shown(repaidByClaim(0n, credits, [royalty, milestone]))).toEqual({});
});

test('of several credits the newest are repaid: the older were set off', () => {
  expect(shown(repaidByClaim(5_400_000n, credits, [royalty, milestone]))).toEqual({ r: 5_400_000n });
});

test('of a milestone that was reached again the claim that stands no longer goes first', () => {
  const again = { ...milestone, id: 'again', isStanding: true };
  expect(shown(repaidByClaim(30_000_000n, credits.slice(0, 1), [milestone, again]))).toEqual({ m: 30_000_000n });
});

test('what its own claim does not hold is of another royalty, then of any claim', () => {
  const minimum = { ...royalty, id: 'min', of: null, billableFen: 100_000n };
  const part = [{ of: '2026Q4', kind: 'royalty', fen: 150_000n }] as const;
  expect(shown(repaidByClaim(150_000n, part, [milestone, minimum]))).toEqual({ min: 100_000n, m: 50_000n });
});

test('the parts come to what is repaid, wherever credits and claims hold it, and to no more than any claim', () => {
  const fen = fc.bigInt(0n, 1_000n);
  const kind = fc.constantFrom('milestone' as const, 'royalty' as const);
  const claim = fc.record({ of: fc.constantFrom('a', 'b', null), kind, isStanding: fc.boolean(), billableFen: fen });
  const part = fc.record({ of: fc.constantFrom('a', 'b', 'c'), kind, fen });
  fc.assert(
    fc.property(fen, fc.array(part), fc.array(claim), (repaidFen, parts, made) => {
      const claims: ChargedClaim[] = made.map((one, i) => ({ ...one, id: String(i) }));
      const repaid = repaidByClaim(repaidFen, parts, claims);
      const sum = (rows: readonly bigint[]) => rows.reduce((all, one) => all + one, 0n);
      const held = [repaidFen, sum(parts.map((one) => one.fen)), sum(claims.map(({ billableFen }) => billableFen))];
      expect(sum([...repaid.values()])).toBe(held.reduce((a, b) => (a < b ? a : b)));
      for (const { id, billableFen } of claims) expect((repaid.get(id) ?? 0n) <= billableFen).toBe(true);
    }),
  );
});

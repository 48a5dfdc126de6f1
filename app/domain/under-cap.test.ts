import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUsedUp, reachesCap, underCap } from './under-cap.ts';

test('without a cap a sum costs what it is', () => {
  expect(underCap(30_000_000n, null, 900_000_000n)).toBe(30_000_000n);
  expect(underCap(-5n, null, 0n)).toBe(-5n);
});

test('with 40 of 50 万元 charged, a milestone of 30 万元 costs the 10 万元 that are left', () => {
  expect(underCap(30_000_000n, 50_000_000n, 40_000_000n)).toBe(10_000_000n);
  expect(underCap(30_000_000n, 50_000_000n, 50_000_000n)).toBe(0n);
});

test('what went over the cap counts against a sum that is taken back', () => {
  expect(underCap(-3_000_000n, 50_000_000n, 52_000_000n)).toBe(-1_000_000n);
  expect(underCap(-3_000_000n, 50_000_000n, 53_000_000n)).toBe(0n);
  expect(underCap(-3_000_000n, 50_000_000n, 50_000_000n)).toBe(-3_000_000n);
});

test('charges in any order never pass the cap, and reach it when they are enough', () => {
  const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
  const cap = fc.bigInt({ min: 1n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 12 }), cap, (amounts, capFen) => {
      let charged = 0n;
      let sum = 0n;
      for (const amountFen of amounts) {
        charged += underCap(amountFen, capFen, sum);
        sum += amountFen;
        expect(charged).toBe(sum < capFen ? sum : capFen);
      }
    }),
  );
});

test('the cap is reached by what uses up the rest of it, and not once more by what comes after', () => {
  const cap = 50_000_000n;
  expect(reachesCap(cap, { beforeFen: 49_000_000n, chargedFen: cap })).toBe(true);
  expect(reachesCap(cap, { beforeFen: cap, chargedFen: cap })).toBe(false);
  expect(reachesCap(cap, { beforeFen: 0n, chargedFen: 49_999_999n })).toBe(false);
  expect(reachesCap(null, { beforeFen: 0n, chargedFen: cap })).toBe(false);
  expect([isUsedUp(cap, cap), isUsedUp(cap, cap - 1n), isUsedUp(null, cap)]).toEqual([true, false, false]);
});

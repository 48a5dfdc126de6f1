import fc from 'fast-check';
import { expect, test } from 'vitest';
import { milestoneCharge } from './milestone-charge.ts';

test('without a cap a milestone costs its amount', () =>
  expect(milestoneCharge(30_000_000n, null, 900_000_000n)).toBe(30_000_000n));

test('with 40 of 50 万元 charged, a milestone of 30 万元 costs the 10 万元 that are left', () => {
  expect(milestoneCharge(30_000_000n, 50_000_000n, 40_000_000n)).toBe(10_000_000n);
  expect(milestoneCharge(30_000_000n, 50_000_000n, 50_000_000n)).toBe(0n);
});

test('charges in any order never pass the cap, and reach it when they are enough', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 12 }), amount, (amounts, capFen) => {
      let charged = 0n;
      for (const amountFen of amounts) charged += milestoneCharge(amountFen, capFen, charged);
      const wanted = amounts.reduce((sum, amountFen) => sum + amountFen, 0n);
      expect(charged).toBe(wanted < capFen ? wanted : capFen);
    }),
  );
});

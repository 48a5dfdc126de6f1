import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overchargedFen, surplusOf } from './overcharge.ts';

test('what was charged on what was never owed is too much, until it is waived', () => {
  expect(overchargedFen({ shouldFen: 50_000n, chargedFen: 150_000n, waivedFen: 0n })).toBe(100_000n);
  expect(overchargedFen({ shouldFen: 50_000n, chargedFen: 150_000n, waivedFen: 100_000n })).toBe(0n);
  expect(overchargedFen({ shouldFen: 0n, chargedFen: 150_000n, waivedFen: 0n })).toBe(150_000n);
  // What was charged too little is charged by itself.
  expect(overchargedFen({ shouldFen: 200_000n, chargedFen: 150_000n, waivedFen: 0n })).toBe(0n);
});

test('the surplus is of the newest charge first, and its parts sum to it', () => {
  const charges = [
    { amountFen: 100_000n, waivedFen: 0n },
    { amountFen: 50_000n, waivedFen: 0n },
  ];
  expect(surplusOf(charges, 70_000n)).toEqual([20_000n, 50_000n]);
  expect(surplusOf([charges[0]!, { amountFen: 50_000n, waivedFen: 40_000n }], 70_000n)).toEqual([60_000n, 10_000n]);
  const charge = fc
    .tuple(fc.bigInt(1n, 10n ** 9n), fc.bigInt(0n, 10n ** 9n))
    .map(([amountFen, waived]) => ({ amountFen, waivedFen: waived < amountFen ? waived : amountFen }));
  fc.assert(
    fc.property(fc.array(charge, { minLength: 1, maxLength: 6 }), fc.bigInt(0n, 10n ** 10n), (rows, wish) => {
      const stands = rows.reduce((sum, { amountFen, waivedFen }) => sum + amountFen - waivedFen, 0n);
      const over = wish < stands ? wish : stands;
      const parts = surplusOf(rows, over);
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(over);
      expect(parts.every((part, at) => part >= 0n && part <= rows[at]!.amountFen - rows[at]!.waivedFen)).toBe(true);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './days.ts';
import { isInterestChargeable, openBalances } from './interest-charge.ts';

const claim = { arisesOn: '2026-02-01', amountFen: 30_000_000n };

test('interest is charged once some of it stands, and not while money is said to be under way', () => {
  expect(isInterestChargeable({ chargeableFen: 1n }, 0n)).toBe(true);
  expect(isInterestChargeable({ chargeableFen: 1n }, 5n)).toBe(false);
  expect(isInterestChargeable({ chargeableFen: 0n }, 0n)).toBe(false);
  expect(isInterestChargeable(null, 0n)).toBe(false);
});

test('what is open changes on the day of the payment, whatever the order in which the payments were found', () => {
  const paid = [
    { on: '2026-03-20', fen: -20_000_000n },
    { on: '2026-03-05', fen: -10_000_000n },
  ];
  const balances = [
    { on: '2026-02-01', openFen: 30_000_000n },
    { on: '2026-03-05', openFen: 20_000_000n },
    { on: '2026-03-20', openFen: 0n },
  ];
  expect(openBalances(claim, paid)).toEqual(balances);
  expect(openBalances(claim, paid.toReversed())).toEqual(balances);
});

test('what was paid before the claim arose counts from the day on which it arose', () => {
  expect(openBalances(claim, [{ on: '2026-01-15', fen: -30_000_000n }])).toEqual([{ on: '2026-02-01', openFen: 0n }]);
});

test('the last balance is the claim less everything that was paid, plus everything that came back', () => {
  const movement = fc.tuple(fc.integer({ min: -60, max: 400 }), fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }));
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 20 }), (given) => {
      const movements = given.map(([days, fen]) => ({ on: addDays(claim.arisesOn, days), fen }));
      const balances = openBalances(claim, movements);
      expect(balances.at(-1)?.openFen).toBe(movements.reduce((sum, { fen }) => sum + fen, claim.amountFen));
      const days = balances.map(({ on }) => on);
      expect(days).toEqual([...new Set(days)].sort());
    }),
  );
});

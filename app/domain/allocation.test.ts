import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advanceOfRefund, allocationOf, openParts, partsLeft, refundableFen } from './allocation.ts';

test('money settles what is open and no more; the rest is an advance', () => {
  expect(allocationOf(35_000_000n, 30_000_000n)).toBe(30_000_000n);
  expect(allocationOf(10n, 30n)).toBe(10n);
  expect(allocationOf(10n, 0n)).toBe(0n);
  expect(allocationOf(10n, -5n)).toBe(0n);
});

test('what is open of a claim waits or is payable, never more than is open and never below zero', () => {
  expect(openParts(100n, 30n)).toEqual({ awaitedFen: 30n, payableFen: 70n });
  expect(openParts(100n, 120n)).toEqual({ awaitedFen: 100n, payableFen: 0n });
  expect(openParts(0n, 20n)).toEqual({ awaitedFen: 0n, payableFen: 0n });
  expect(openParts(-5n, 20n)).toEqual({ awaitedFen: 0n, payableFen: 0n });
});

test('a refund takes the advance first; what is shared stays', () => {
  const receipt = { amountFen: 35_000_000n, allocatedFen: 30_000_000n, elsewhereFen: 0n };
  const whole = partsLeft(receipt, []);
  expect(whole).toEqual({ allocatedFen: 30_000_000n, elsewhereFen: 0n, advanceFen: 5_000_000n });
  expect(advanceOfRefund(10_000_000n, whole)).toBe(5_000_000n);
  expect(refundableFen(whole, false)).toBe(35_000_000n);
  expect(refundableFen(whole, true)).toBe(5_000_000n);
});

test('what was put on another claim is income, and goes back only when it is an advance again', () => {
  // 350,000.00 on a claim of 300,000.00; of the advance 20,000.00 was put on another claim.
  const left = partsLeft({ amountFen: 35_000_000n, allocatedFen: 32_000_000n, elsewhereFen: 2_000_000n }, []);
  expect(left).toEqual({ allocatedFen: 32_000_000n, elsewhereFen: 2_000_000n, advanceFen: 3_000_000n });
  expect(refundableFen(left, false)).toBe(33_000_000n);
  expect(refundableFen(left, true)).toBe(3_000_000n);
  expect(advanceOfRefund(33_000_000n, left)).toBe(3_000_000n);
});

test('however often something goes back, the parts stay sums of what is left and never fall below zero', () => {
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10n ** 12n),
      fc.bigInt(0n, 10n ** 12n),
      fc.array(fc.bigInt(1n, 10n ** 12n), { maxLength: 6 }),
      (amountFen, openFen, asked) => {
        const receipt = { amountFen, allocatedFen: allocationOf(amountFen, openFen), elsewhereFen: 0n };
        const back: { amountFen: bigint; advanceFen: bigint }[] = [];
        for (const wish of asked) {
          const left = partsLeft(receipt, back);
          const most = refundableFen(left, false);
          const taken = wish < most ? wish : most;
          if (taken > 0n) back.push({ amountFen: taken, advanceFen: advanceOfRefund(taken, left) });
        }
        const left = partsLeft(receipt, back);
        const gone = back.reduce((sum, one) => sum + one.amountFen, 0n);
        expect(left.allocatedFen + left.advanceFen).toBe(amountFen - gone);
        expect(left.allocatedFen >= 0n && left.advanceFen >= 0n).toBe(true);
      },
    ),
  );
});

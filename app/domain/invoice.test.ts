import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blueLeftFen,
  invoicedFen,
  invoiceStanding,
  invoiceNoPattern,
  isTaxRight,
  redTaxFen,
  treatmentsFor,
  treatmentsOn,
  vatTreatments,
} from './invoice.ts';

describe('增值税 inside a total', () => {
  test('106,000.00 at 6 % has 6,000.00; exempt has none; a fen a line may be off', () => {
    expect(isTaxRight(10_000_000n, 600_000n, 60_000)).toBe(true);
    expect(isTaxRight(10_600_000n, 0n, 0)).toBe(true);
    expect(isTaxRight(10_000_000n, 600_010n, 60_000)).toBe(true);
    expect(isTaxRight(10_000_000n, 600_011n, 60_000)).toBe(false);
  });

  test('a tax of another rate is not right', () => {
    expect(isTaxRight(10_000_000n, 300_000n, 60_000)).toBe(false);
    expect(isTaxRight(10_000_000n, 1_000n, 0)).toBe(false);
  });
});

test('each treatment has its basis and its days; a change of law is another row', () => {
  expect(treatmentsOn('2026-11-21').map(({ code }) => code)).toEqual(['exempt_2026', 'general_6', 'work_6', 'small_3']);
  expect(treatmentsOn('2025-12-31').map(({ code }) => code)).toEqual(['exempt_2016', 'general_6_2016', 'work_6_2016']);
  for (const row of vatTreatments) expect(row.basis.length).toBeGreaterThan(5);
});

test.each([
  ['pay_later', ['exempt_2026', 'general_6', 'small_3']],
  ['licence', ['exempt_2026', 'general_6', 'small_3']],
  ['transfer', ['exempt_2026', 'general_6', 'small_3']],
  ['development', ['exempt_2026', 'work_6', 'small_3']],
  ['consulting', ['work_6', 'small_3']],
  ['service', ['work_6', 'small_3']],
] as const)('a %s contract is invoiced with %j', (kind, codes) => {
  expect(treatmentsFor(kind, '2026-11-21').map(({ code }) => code)).toEqual(codes);
});

test('a 数电发票 has 20 digits', () => {
  expect(invoiceNoPattern.test('26622000000000000001')).toBe(true);
  expect(invoiceNoPattern.test('2662200000000000000')).toBe(false);
});

test('what waits as a credit is neither invoiced nor red-lettered; what arrived is asked for no further than is due', () => {
  const claim = { amountFen: 180_000_00n, takenBackFen: 0n, waitingFen: 123_000_00n, outstandingFen: 0n };
  const due = {
    dueFen: 57_000_00n,
    leftFen: 57_000_00n,
    arrivedFen: 57_000_00n,
    arrivedLeftFen: 57_000_00n,
    overFen: 0n,
  };
  expect(invoiceStanding({ ...claim, invoicedFen: 0n })).toEqual(due);
  expect(invoiceStanding({ ...claim, outstandingFen: 160_000_00n, invoicedFen: 0n })).toEqual({
    ...due,
    arrivedFen: 20_000_00n,
    arrivedLeftFen: 20_000_00n,
  });
  const billed = { dueFen: 57_000_00n, leftFen: 0n, arrivedFen: 57_000_00n, arrivedLeftFen: 0n, overFen: 0n };
  expect(invoiceStanding({ ...claim, invoicedFen: 180_000_00n })).toEqual(billed);
  const taken = { ...claim, takenBackFen: 123_000_00n, waitingFen: 0n };
  expect(invoiceStanding({ ...taken, invoicedFen: 180_000_00n })).toEqual({ ...billed, overFen: 123_000_00n });
});

test('red ones take back what stands invoiced, and one blue one only its own', () => {
  const blue = { id: 'a', colour: 'blue', redOfId: null, totalFen: 100n } as const;
  const other = { id: 'b', colour: 'blue', redOfId: null, totalFen: 50n } as const;
  const red = { id: 'c', colour: 'red', redOfId: 'a', totalFen: 30n } as const;
  expect(invoicedFen([blue, other, red])).toBe(120n);
  expect(blueLeftFen(blue, [blue, other, red])).toBe(70n);
  expect(blueLeftFen(other, [blue, other, red])).toBe(50n);
});

test('a quarter that the credit of another paid is invoiced in full; the other has the red letter', () => {
  const paid = { amountFen: 2_125_000n, takenBackFen: 0n, waitingFen: 0n, outstandingFen: 675_000n };
  expect(invoiceStanding({ ...paid, invoicedFen: 0n })).toMatchObject({
    leftFen: 2_125_000n,
    arrivedLeftFen: 1_450_000n,
  });
  expect(invoiceStanding({ ...paid, invoicedFen: 2_125_000n })).toMatchObject({ leftFen: 0n, overFen: 0n });
  const restated = { amountFen: 3_000_000n, takenBackFen: 1_450_000n, waitingFen: 0n, outstandingFen: 0n };
  expect(invoiceStanding({ ...restated, invoicedFen: 3_000_000n })).toMatchObject({ leftFen: 0n, overFen: 1_450_000n });
  expect(invoiceStanding({ ...restated, invoicedFen: 0n })).toMatchObject({
    leftFen: 1_550_000n,
    arrivedLeftFen: 1_550_000n,
  });
});

test('an unpaid claim that its own credit made less is invoiced for the rest, of which nothing arrived', () => {
  const own = { amountFen: 3_000_000n, takenBackFen: 1_800_000n, waitingFen: 0n, outstandingFen: 1_200_000n };
  expect(invoiceStanding({ ...own, invoicedFen: 0n })).toMatchObject({ leftFen: 1_200_000n, arrivedLeftFen: 0n });
  expect(invoiceStanding({ ...own, invoicedFen: 3_000_000n })).toMatchObject({ leftFen: 0n, overFen: 1_800_000n });
});

test('the tax that red invoices take back sums to the blue one’s, in however many parts', () => {
  const blue = { totalFen: 10_600_000n, taxFen: 600_000n };
  const parts = [3_533_333n, 3_533_333n, 3_533_334n];
  const taken: { totalFen: bigint; taxFen: bigint }[] = [];
  for (const totalFen of parts) taken.push({ totalFen, taxFen: redTaxFen(blue, taken, totalFen) });
  expect(taken.map(({ taxFen }) => taxFen)).toEqual([200_000n, 200_000n, 200_000n]);
  fc.assert(
    fc.property(fc.array(fc.bigInt(1n, 10n ** 9n), { minLength: 1, maxLength: 8 }), fc.nat(130_000), (totals, ppm) => {
      const totalFen = totals.reduce((sum, part) => sum + part, 0n);
      const whole = { totalFen, taxFen: (totalFen * BigInt(ppm)) / 1_000_000n };
      const reds: { totalFen: bigint; taxFen: bigint }[] = [];
      for (const part of totals) reds.push({ totalFen: part, taxFen: redTaxFen(whole, reds, part) });
      expect(reds.every(({ taxFen }) => taxFen >= 0n)).toBe(true);
      expect(reds.reduce((sum, { taxFen }) => sum + taxFen, 0n)).toBe(whole.taxFen);
    }),
  );
});

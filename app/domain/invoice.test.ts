import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blueLeftFen,
  invoicedFen,
  invoiceNoPattern,
  isTaxRight,
  taxIn,
  treatmentsOn,
  vatTreatments,
} from './invoice.ts';

describe('增值税 inside a total', () => {
  test('106,000.00 at 6 % is 100,000.00 and 6,000.00; exempt has none', () => {
    expect(taxIn(10_600_000n, 60_000)).toEqual({ netFen: 10_000_000n, taxFen: 600_000n });
    expect(taxIn(10_600_000n, 0)).toEqual({ netFen: 10_600_000n, taxFen: 0n });
  });

  test('always sums to the total, and is what the invoice may say', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), fc.constantFrom(0, 30_000, 60_000), (total, rate) => {
        const { netFen, taxFen } = taxIn(total, rate);
        expect(netFen + taxFen).toBe(total);
        expect(isTaxRight(netFen, taxFen, rate)).toBe(true);
      }),
    );
  });

  test('a tax of another rate is not right', () => {
    expect(isTaxRight(10_000_000n, 300_000n, 60_000)).toBe(false);
    expect(isTaxRight(10_000_000n, 1_000n, 0)).toBe(false);
  });
});

test('each treatment has its basis and its days; a change of law is another row', () => {
  expect(treatmentsOn('2026-11-21').map(({ code }) => code)).toEqual(['exempt_2026', 'general_6', 'small_3']);
  expect(treatmentsOn('2025-12-31').map(({ code }) => code)).toEqual(['exempt_2016', 'general_6_2016']);
  for (const row of vatTreatments) expect(row.basis.length).toBeGreaterThan(5);
});

test('a 数电发票 has 20 digits', () => {
  expect(invoiceNoPattern.test('26622000000000000001')).toBe(true);
  expect(invoiceNoPattern.test('2662200000000000000')).toBe(false);
});

test('red ones take back what stands invoiced, and one blue one only its own', () => {
  const blue = { id: 'a', colour: 'blue', redOfId: null, totalFen: 100n } as const;
  const other = { id: 'b', colour: 'blue', redOfId: null, totalFen: 50n } as const;
  const red = { id: 'c', colour: 'red', redOfId: 'a', totalFen: 30n } as const;
  expect(invoicedFen([blue, other, red])).toBe(120n);
  expect(blueLeftFen(blue, [blue, other, red])).toBe(70n);
  expect(blueLeftFen(other, [blue, other, red])).toBe(50n);
});

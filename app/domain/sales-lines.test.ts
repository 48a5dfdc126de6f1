import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SalesLine } from './compute-facts.ts';
import { countedLines, grossOfLines, linesFault, readSalesLines } from './sales-lines.ts';

const own = (grossFen: bigint, product = '浓缩乳'): SalesLine => ({ product, grossFen, by: 'licensee' });
const sub = (grossFen: bigint): SalesLine => ({ product: '奶粉', grossFen, by: 'sublicensee' });

test('a line has a product and an amount; an empty one is none', () => {
  expect(
    readSalesLines([
      { product: ' 浓缩乳 ', by: 'licensee', amount: '800,000' },
      { product: '', by: 'licensee', amount: '' },
      { product: '奶粉', by: 'sublicensee', amount: '-1.5' },
    ]),
  ).toEqual({ lines: [own(80_000_000n), { product: '奶粉', grossFen: -150n, by: 'sublicensee' }], faults: {} });
  const { faults } = readSalesLines([
    { product: '', by: 'licensee', amount: '5' },
    { product: '奶粉', by: 'licensee', amount: '很多' },
  ]);
  expect(Object.keys(faults)).toEqual(['lines[0].product', 'lines[1].amount']);
});

test('sales of sub-licensees count as own sales, or have a share of their own and are no part of the gross', () => {
  const lines = [own(80_000n), sub(20_000n)];
  expect(grossOfLines(lines, false)).toBe(100_000n);
  expect(grossOfLines(lines, true)).toBe(80_000n);
  expect(grossOfLines([sub(20_000n)], true)).toBeNull();
  expect(linesFault(lines, 100_000n, false)).toBeNull();
  expect(linesFault(lines, 100_000n, true)).toBe('各产品合计 ¥800.00，与填的收入 ¥1,000.00 不一致，请核对。');
});

test('what is counted always sums to the gross', () => {
  const line = fc.record({
    product: fc.constant('甲'),
    grossFen: fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
    by: fc.constantFrom('licensee' as const, 'sublicensee' as const),
  });
  fc.assert(
    fc.property(fc.array(line), fc.bigInt({ min: -1000n, max: 1000n }), fc.boolean(), (lines, typed, hasShare) => {
      const grossFen = grossOfLines(lines, hasShare) ?? typed;
      const counted = countedLines(lines, grossFen, hasShare);
      expect(grossOfLines(counted, hasShare) ?? 0n).toBe(grossFen);
    }),
  );
});

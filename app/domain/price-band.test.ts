import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceBandsOf } from './price-band.ts';

const wan = (n: number) => String(n * 1_000_000);
const range = (min: number | null, max: number | null) =>
  priceBandsOf({
    priceKind: 'range',
    priceMinFen: min === null ? null : wan(min),
    priceMaxFen: max === null ? null : wan(max),
  });

test('a price lies in the band that holds it, an end in the lower one', () => {
  expect(range(8, 8)).toEqual(['to10']);
  expect(range(10, 10)).toEqual(['to10']);
  expect(range(11, 11)).toEqual(['to50']);
  expect(range(1000, 1000)).toEqual(['to1000']);
  expect(range(1200, 1200)).toEqual(['over1000']);
});

test('a range touches every band between its ends, and one without an upper end all above', () => {
  expect(range(20, 80)).toEqual(['to50', 'to200']);
  expect(range(null, 30)).toEqual(['to10', 'to50']);
  expect(range(300, null)).toEqual(['to1000', 'over1000']);
});

test('pay later and a price to be agreed have bands of their own', () => {
  expect(priceBandsOf({ priceKind: 'pay_later', priceMinFen: '0', priceMaxFen: wan(60) })).toEqual(['later']);
  expect(priceBandsOf({ priceKind: 'negotiable', priceMinFen: null, priceMaxFen: null })).toEqual(['open']);
});

test('no priced record is in no band', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 0n, max: 10n ** 12n }), (a, b) => {
      const [min, max] = a < b ? [a, b] : [b, a];
      const bands = priceBandsOf({ priceKind: 'range', priceMinFen: String(min), priceMaxFen: String(max) });
      expect(bands.length).toBeGreaterThan(0);
    }),
  );
});

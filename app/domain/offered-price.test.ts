import { expect, test } from 'vitest';
import { offeredPrice } from './offered-price.ts';

const later = {
  kind: 'pay_later',
  milestonesFen: '0',
  royaltyPpm: 25_000,
  capFen: '60000000',
  trialMonths: 3,
} as const;
const listed = (priceKind: string, minFen: bigint | null, maxFen: bigint | null) => ({ priceKind, minFen, maxFen });

test('a listing that lives says the price, and its text does where there is none', () => {
  expect(offeredPrice({ kind: 'negotiable' }, listed('fixed', 58_000_000n, null))).toEqual({
    priceKind: 'fixed',
    priceMinFen: '58000000',
    priceMaxFen: '58000000',
    royaltyPpm: null,
  });
  expect(offeredPrice({ kind: 'fixed', amountFen: '5' }, listed('range', 1n, 9n))).toMatchObject({
    priceMinFen: '1',
    priceMaxFen: '9',
  });
  expect(offeredPrice({ kind: 'fixed', amountFen: '5' }, null)).toMatchObject({ priceMinFen: '5', priceMaxFen: '5' });
  expect(offeredPrice({ kind: 'fixed', amountFen: '5' }, listed('formula', null, null))).toMatchObject({
    priceKind: 'formula',
    priceMinFen: null,
  });
});

test('pay-later terms stand before a listing: only the text has them in full', () => {
  const price = offeredPrice(later, listed('range', 1n, 9n));
  expect(price).toEqual({ priceKind: 'pay_later', priceMinFen: '0', priceMaxFen: '60000000', royaltyPpm: 25_000 });
});

import { expect, test } from 'vitest';
import { countedPrice, offeredPrice, overridesPrice } from './offered-price.ts';

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

test('pay-later terms without figures in the listing are the text’s; a listing that does not pay later counts by its own price', () => {
  const price = offeredPrice(later, { ...listed('range', 1n, 9n), isPayLater: true });
  expect(price).toEqual({ priceKind: 'pay_later', priceMinFen: '0', priceMaxFen: '60000000', royaltyPpm: 25_000 });
  expect(offeredPrice(later, listed('fixed', 58_000_000n, null))).toMatchObject({
    priceKind: 'fixed',
    priceMinFen: '58000000',
    royaltyPpm: null,
  });
});

test('of two formulas the listing’s counts, with its figures; paid later it is the listing’s trial, too', () => {
  const text = { kind: 'formula', entryFen: '0', milestonesFen: '300000', royaltyPpm: 20_000, capFen: null } as const;
  const formulaTerms = { entryFen: '50000000', milestonesFen: '300000000', royaltyPpm: 25_000, capFen: '600000000' };
  const listing = { ...listed('formula', null, null), formulaTerms: { ...formulaTerms, note: '半年对账' } };
  expect(countedPrice(text, listing)).toEqual({ kind: 'formula', ...formulaTerms });
  expect(offeredPrice(text, listing)).toEqual({
    priceKind: 'formula',
    priceMinFen: '50000000',
    priceMaxFen: '600000000',
    royaltyPpm: 25_000,
  });
  const { entryFen: _none, ...later2 } = formulaTerms;
  const laterListing = {
    ...listing,
    isPayLater: true,
    trialMonths: 9,
    formulaTerms: { ...formulaTerms, entryFen: '0' },
  };
  expect(countedPrice(later, laterListing)).toEqual({ kind: 'pay_later', ...later2, trialMonths: 9 });
  expect(countedPrice(text, null)).toBe(text);
  expect(countedPrice(text, listed('formula', null, null))).toBeNull();
});

test('a listing overrides a text that asks anything else, to the fen, and none that asks the same or leaves it open', () => {
  const text = { kind: 'formula', entryFen: '0', milestonesFen: '300000', royaltyPpm: 20_000, capFen: null } as const;
  const { kind: _kind, ...formulaTerms } = text;
  const listing = { ...listed('formula', 0n, null), formulaTerms };
  expect(overridesPrice(text, listing)).toBe(false);
  expect(overridesPrice({ ...text, milestonesFen: '300001' }, listing)).toBe(true);
  expect(overridesPrice({ kind: 'fixed', amountFen: '5' }, listing)).toBe(true);
  expect(overridesPrice({ kind: 'negotiable' }, listing)).toBe(false);
  expect(overridesPrice({ kind: 'fixed', amountFen: '5' }, listed('fixed', 5n, 5n))).toBe(false);
  // Said in a sentence alone: the sentence counts.
  expect(overridesPrice({ kind: 'fixed', amountFen: '5' }, listed('formula', null, null))).toBe(true);
});

import { expect, test } from 'vitest';
import { listingInput } from './listing-input.ts';
import { offeredPrice } from './offered-price.ts';
import { priceBandsOf } from './price-band.ts';
import { formulaBounds, formulaFaults, formulaWords } from './price-formula.ts';

const formula = { entryFen: '10000000', milestonesFen: '40000000', royaltyPpm: 25_000, capFen: '160000000' };

test('a formula is said in one sentence, and bounded by its entry fee and its cap', () => {
  expect(formulaWords(formula)).toBe('入门费 10 万元，里程碑 40 万元，净销售额提成 2.5%，合计最多 160 万元');
  expect(formulaBounds(formula)).toEqual({ minFen: 10_000_000n, maxFen: 160_000_000n });
  // To the fen: what is read in public is what is paid.
  expect(formulaWords({ ...formula, entryFen: '58123456' })).toMatch(/^入门费 58\.123456 万元，/);
  const open = { ...formula, entryFen: '0', capFen: null };
  expect(formulaWords(open)).toBe('里程碑 40 万元，净销售额提成 2.5%');
  expect(formulaBounds(open)).toEqual({ minFen: 0n, maxFen: null });
  expect(formulaBounds({ ...open, royaltyPpm: 0 })).toEqual({ minFen: 0n, maxFen: 40_000_000n });
});

test('a formula says something, and its cap holds what is paid in any case', () => {
  expect(formulaFaults(formula)).toEqual([]);
  expect(formulaFaults({ ...formula, milestonesFen: '0', royaltyPpm: 0 })).toMatchObject([{ part: 'milestones' }]);
  expect(formulaFaults({ ...formula, capFen: '49999999' })).toMatchObject([{ part: 'cap' }]);
  expect(formulaFaults({ ...formula, capFen: '50000000' })).toEqual([]);
});

test('a listing is typed as figures with words beside them, and no trade bids on a formula', () => {
  const typed = {
    modes: ['LIC_NON'],
    pricing: 'agreed',
    priceKind: 'formula',
    entry: '10',
    milestones: '40',
    royalty: '2.5',
    cap: '160',
  };
  expect(listingInput(7).parse({ ...typed, formula: '每半年对账' })).toMatchObject({
    formulaTerms: { ...formula, note: '每半年对账' },
  });
  const faults = (given: Record<string, string>) => {
    const read = listingInput(7).safeParse({ ...typed, ...given });
    return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'));
  };
  expect(faults({ milestones: '', royalty: '' })).toEqual(['milestones']);
  expect(faults({ cap: '20' })).toEqual(['cap']);
  expect(faults({ isPayLater: 'on', trialMonths: '6', payTrigger: '达标' })).toEqual(['entry']);
  expect(faults({ royalty: '120' })).toEqual(['royalty']);
  expect(faults({ pricing: 'exchange', min: '5' })).toEqual(['priceKind']);
});

test('it is found as a formula and by its sums, and said with entry fee, rate and cap', () => {
  const price = offeredPrice({ kind: 'formula', ...formula }, null);
  expect(price).toEqual({
    priceKind: 'formula',
    priceMinFen: '10000000',
    priceMaxFen: '160000000',
    royaltyPpm: 25_000,
  });
  expect(priceBandsOf(price)).toEqual(['formula', 'to10', 'to50', 'to200']);
  // Words alone, of listings from before: nothing bounds it.
  expect(priceBandsOf({ priceKind: 'formula', priceMinFen: null, priceMaxFen: null })).toEqual(['formula']);
});

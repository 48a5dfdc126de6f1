import { describe, expect, test } from 'vitest';
import {
  exclusionOf,
  factorLines,
  freshnessFit,
  fieldFit,
  ipFit,
  modeFit,
  type OfferedFacts,
  priceFit,
  regionFit,
  trlFit,
  type WantedFacts,
} from './match-fit.ts';
import { firstMatchWeights, fitOf } from './match-weights.ts';

const wanted: WantedFacts = {
  orgId: 'enterprise',
  fields: ['24.1'],
  chains: [],
  regionCode: '621102',
  wantedTrlMin: 6,
  wantedTrlMax: 9,
  budgetMinFen: null,
  budgetMaxFen: '100000000',
  cooperation: ['LIC_NON'],
  acceptPayLater: false,
  ipRequirement: null,
};
const offered: OfferedFacts = {
  orgId: 'university',
  fields: ['24.1'],
  chains: [],
  regionCode: '620102',
  trl: 7,
  payLater: false,
  modes: ['LIC_NON'],
  priceKind: 'fixed',
  priceMinFen: '80000000',
  priceMaxFen: '80000000',
  ipStatuses: ['granted'],
};
const unknown: OfferedFacts = {
  orgId: 'university',
  fields: [],
  chains: [],
  regionCode: '',
  trl: null,
  payLater: false,
  modes: [],
  priceKind: 'negotiable',
  priceMinFen: null,
  priceMaxFen: null,
  ipStatuses: [],
};

test.each([
  [4, 6, 5, 1],
  [4, 6, 7, 0.75],
  [4, 6, 8, 0.5],
  [4, 6, 2, 0.5],
  [8, 9, 1, 0],
  [6, null, 9, 1],
  [null, 4, 6, 0.5],
  [null, null, 6, null],
  [4, 6, null, null],
])('a wanted level of %s to %s and an offered one of %s give %s', (min, max, level, fit) => {
  expect(trlFit(min, max, level)).toBe(fit);
});

describe('price', () => {
  const price = (priceMinFen: string | null, budgetMaxFen: string | null) =>
    priceFit({ budgetMaxFen, acceptPayLater: false }, { payLater: false, priceKind: 'fixed', priceMinFen });

  test.each([
    ['100', '100', 1],
    ['150', '100', 0.5],
    ['175', '100', 0.25],
    ['200', '100', 0],
    ['999', '100', 0],
    ['0', '0', 1],
    ['1', '0', 0],
    [null, '100', null],
    ['100', null, null],
  ])('%s fen against a budget of %s gives %s', (amount, budget, fit) => {
    expect(price(amount, budget)).toBe(fit);
  });

  const payLater = { payLater: true, priceKind: 'pay_later', priceMinFen: '0' };
  test('pay-later meets a demand that accepts it, budget or not', () => {
    expect(priceFit({ budgetMaxFen: null, acceptPayLater: true }, payLater)).toBe(1);
  });
  test('pay-later is half met where it is not asked for', () => {
    expect(priceFit({ budgetMaxFen: '100', acceptPayLater: false }, payLater)).toBe(0.5);
  });
});

test.each([
  ['621102', '621121', 1],
  ['621100', '621102', 1],
  ['620100', '620171', 1],
  ['621102', '620102', 0.7],
  ['620000', '620102', 0.7],
  ['620102', '610100', 0.4],
  ['620102', '440300', 0.2],
  ['', '620102', null],
  ['620102', '', null],
])('region %s and %s give %s', (a, b, fit) => {
  expect(regionFit(a, b)).toBe(fit);
});

test('a shared item or chain is whole, the same field partly, another field nothing', () => {
  const fit = (a: string[], b: string[], chainsA: string[] = [], chainsB: string[] = []) =>
    fieldFit({ fields: a, chains: chainsA }, { fields: b, chains: chainsB });
  expect(fit(['17.2'], ['18.1', '17.2'])).toBe(1);
  expect(fit(['17'], ['17.2'])).toBe(1);
  expect(fit(['17.1'], ['17.2'])).toBe(0.7);
  expect(fit(['17.1'], ['18.1'])).toBe(0);
  expect(fit(['17.1'], ['18.1'], ['X'], ['X'])).toBe(1);
  expect(fit(['17.1'], [])).toBeNull();
});

test('ways of transfer: the same whole, two licences partly, none shared nothing', () => {
  const fit = (cooperation: string[], modes: string[], acceptPayLater = false) =>
    modeFit({ cooperation, acceptPayLater }, { modes });
  expect(fit(['ASSIGN', 'LIC_NON'], ['LIC_NON'])).toBe(1);
  expect(fit(['LIC_EXC'], ['LIC_NON'])).toBe(0.6);
  expect(fit(['CONSULT'], ['ASSIGN'])).toBe(0);
  expect(fit([], ['PAYLATER'], true)).toBe(1);
  expect(fit([], ['ASSIGN'])).toBeNull();
  expect(fit(['ASSIGN'], [])).toBeNull();
});

test('the best right counts; one that cannot be licensed gives nothing', () => {
  expect(ipFit(['applied', 'granted'])).toBe(1);
  expect(ipFit(['lapsed'])).toBe(0);
  expect(ipFit([])).toBeNull();
});

test('unknown factors drop out and say so', () => {
  const lines = factorLines(wanted, unknown);
  expect(lines.map(({ verdict }) => verdict)).toEqual(Array(7).fill('unknown'));
  expect(fitOf(lines, firstMatchWeights)).toBeNull();
  const known = factorLines(wanted, { ...unknown, trl: 5 });
  expect(known.find(({ factor }) => factor === 'trl')).toMatchObject({ verdict: 'near', wanted: '6-9', offered: '5' });
  expect(fitOf(known, firstMatchWeights)).toBeCloseTo(0.75);
});

test('who accepts pay-later and names no budget has said so', () => {
  const priceOf = (given: Partial<WantedFacts>) =>
    factorLines({ ...wanted, ...given }, offered).find(({ factor }) => factor === 'price');
  const noBudget = { budgetMinFen: null, budgetMaxFen: null };
  expect(priceOf({ ...noBudget, acceptPayLater: true })).toMatchObject({ wanted: 'pay_later' });
  expect(priceOf({ ...noBudget, acceptPayLater: false })).toMatchObject({ wanted: '' });
});

test('a fit is the weighted mean of what is known', () => {
  // field 1, level 1, price 1, region .7, mode 1, right 1
  expect(fitOf(factorLines(wanted, offered), firstMatchWeights)).toBeCloseTo(0.97);
});

test('a listing is fresh as long as it is confirmed every 90 days; one that is not listed says nothing', () => {
  expect([0, 90, 135, 180, 400].map((age) => freshnessFit(age))).toEqual([1, 1, 0.5, 0, 0]);
  expect(freshnessFit(null)).toBeNull();
  const [line] = factorLines(wanted, { ...offered, listingAgeDays: 135 }).slice(-1);
  expect(line).toMatchObject({ factor: 'freshness', verdict: 'near', wanted: '90', offered: '135' });
});

test('hard filters have names', () => {
  expect(exclusionOf(wanted, offered)).toBeNull();
  expect(exclusionOf(wanted, { ...offered, orgId: wanted.orgId })).toBe('own_organisation');
  expect(exclusionOf(wanted, { ...offered, ipStatuses: ['granted', 'disputed'] })).toBe('ip_disputed');
});

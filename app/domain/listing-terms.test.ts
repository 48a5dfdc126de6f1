import { describe, expect, test } from 'vitest';
import { listingInput } from './listing-input.ts';
import { dueParams, dueSentence } from './listing-due.ts';
import { type KeptTerms, restartsNotice, valuesOfRecord, valuesOfTerms } from './listing-terms.ts';

const terms: KeptTerms = {
  modes: ['LIC_NON', 'LIC_EXC'],
  pricing: 'agreed',
  priceKind: 'range',
  minFen: 58_500_000n,
  maxFen: 120_000_000n,
  formula: null,
  formulaTerms: null,
  isPayLater: true,
  trialMonths: 12,
  payTrigger: '连续运行 30 天',
};

describe('what of a listing is changed', () => {
  const changed = (given: Partial<KeptTerms>) => restartsNotice(terms, { ...terms, ...given });
  test('price, how it is found, payment that begins later and a mode more stand open to objection anew', () => {
    expect(changed({ minFen: 58_000_000n })).toBe(true);
    expect(changed({ pricing: 'exchange' })).toBe(true);
    expect(changed({ priceKind: 'negotiable' })).toBe(true);
    expect(changed({ isPayLater: false })).toBe(true);
    expect(changed({ modes: [...terms.modes, 'ASSIGN'] })).toBe(true);
  });
  test('a mode less and the words of the trial do not', () => {
    expect(changed({})).toBe(false);
    expect(changed({ modes: ['LIC_NON'] })).toBe(false);
    expect(changed({ trialMonths: 6, payTrigger: '连续运行 60 天' })).toBe(false);
  });
});

describe('what the form begins with', () => {
  test('an earlier listing comes back as it was typed', () => {
    const read = listingInput(7).parse({ ...valuesOfTerms(terms), isPayLater: 'on' });
    expect(read).toMatchObject({ min: terms.minFen, max: terms.maxFen, trialMonths: 12, pricing: 'agreed' });
    expect(read.modes).toEqual(terms.modes);
  });
  test('a formula comes back as its figures with what was added; one from before as its sentence', () => {
    const formula = { entryFen: '10000000', milestonesFen: '0', royaltyPpm: 25_000, capFen: null, note: '半年对账' };
    const typed = valuesOfTerms({ ...terms, priceKind: 'formula', formulaTerms: formula, formula: '入门费…' });
    expect(listingInput(7).parse({ ...typed, isPayLater: undefined }).formulaTerms).toEqual(formula);
    const before = valuesOfTerms({ ...terms, priceKind: 'formula', formula: '提成 2%' });
    expect(before).toMatchObject({ formula: '提成 2%' });
    expect(before).not.toHaveProperty('royalty');
  });
  test('what is typed to the fen comes back to the fen, in every box of an amount', () => {
    const formula = { entryFen: '58123456', milestonesFen: '400001', royaltyPpm: 25_000, capFen: '1234567890123' };
    const typed = valuesOfTerms({
      ...terms,
      priceKind: 'formula',
      minFen: 58_123_456n,
      maxFen: 120_000_001n,
      formulaTerms: { ...formula, note: null },
      isPayLater: false,
    });
    expect(typed).toMatchObject({
      entry: '58.123456',
      milestones: '0.400001',
      cap: '1234567.890123',
      min: '58.123456',
    });
    const read = listingInput(7).parse({ ...typed, isPayLater: undefined });
    expect(read.formulaTerms).toEqual({ ...formula, note: null });
    expect([read.min, read.max]).toEqual([58_123_456n, 120_000_001n]);
  });
  test('the first one takes over the record’s own price and pay-later terms', () => {
    const of = (price: Parameters<typeof valuesOfRecord>[0]['price']) => valuesOfRecord({ transferModes: [], price });
    expect(of({ kind: 'fixed', amountFen: '123456789000' })).toMatchObject({ priceKind: 'fixed', min: '123456.789' });
    expect(of({ kind: 'range', minFen: '20000000', maxFen: '45000000' })).toMatchObject({ min: '20', max: '45' });
    const payLater = { milestonesFen: '40000000', royaltyPpm: 25_000, capFen: '160000000', trialMonths: 12 };
    expect(of({ kind: 'pay_later', ...payLater })).toMatchObject({
      priceKind: 'formula',
      entry: '',
      milestones: '40',
      royalty: '2.5',
      cap: '160',
      isPayLater: ['on'],
      trialMonths: '12',
    });
  });
});

test('a digest says how many, which, and the day of the first: marked ones until they are taken off', () => {
  const row = (name: string, state: 'listed' | 'stale', confirmedOn: string) => ({ name, state, confirmedOn });
  const one = dueParams([row('甲', 'listed', '2026-11-21')]);
  expect(one).toEqual({ n: '1', on: '2027-02-19', title: '甲' });
  expect(dueSentence(one)).toBe('挂牌要确认是否仍然有效，请在 2027-02-19 前：');
  const many = dueParams([...'甲乙丙丁'].map((name) => row(name, name === '乙' ? 'stale' : 'listed', '2026-11-21')));
  expect(many).toEqual({ n: '4', on: '2027-02-19', title: '甲、乙、丙等 4 项' });
  expect(dueSentence(many)).toBe('4 项挂牌要确认是否仍然有效，最早的请在 2027-02-19 前：');
  expect(dueSentence({ title: '甲' })).toBeNull();
});

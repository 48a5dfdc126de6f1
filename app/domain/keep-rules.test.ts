import { expect, test } from 'vitest';
import { computeContract } from './compute-contract.ts';
import type { ContractFact } from './compute-facts.ts';
import { signed, someTerms, yuan } from './compute-for-tests.ts';
import type { PayLaterTerms, RoyaltyTerms } from './contract.ts';
import { royaltyClause } from './contract-payment-text.ts';
import { keepRules } from './keep-rules.ts';
import { priceTermsOf } from './price-terms.ts';

const returns = { deductions: [{ name: '退货', capPpm: null }] };
const news = someTerms({}, returns);
const { deductionsWithin: _, ...silent } = news.royalty!;
const before: PayLaterTerms = { ...news, royalty: silent };
const worded = (royalty: RoyaltyTerms): string => royaltyClause(news, royalty).join('');

test('a change of terms that are silent about deductions above the gross leaves them so', () => {
  expect(keepRules(before, news)).toEqual(before);
  expect(keepRules(news, news)).toBe(news);
  expect(keepRules(null, news)).toBe(news);
  expect(keepRules({ ...before, royalty: null }, news)).toBe(news);
});

test('a change of terms whose royalties await no delivery leaves them so, whether they had a royalty or not', () => {
  const { royaltyAwaits: kept, ...old } = news;
  expect(kept).toBe('delivery');
  expect(keepRules(old, news)).toEqual(old);
  expect(keepRules({ ...old, royalty: null }, news)).toEqual(old);
  expect(keepRules({ ...news, royalty: null }, news)).toBe(news);
});

test('the words promise no credit for returns that they keep within the gross, and keep the words of terms signed before', () => {
  expect(worded(news.royalty!)).toContain('扣除合计以当期毛额为限，超过的部分不形成贷项');
  expect(worded(news.royalty!)).toContain('退货使当期毛额为负的，按同样方法形成贷项');
  expect(worded(news.royalty!)).not.toContain('退货多于销售');
  expect(worded(silent)).toContain('更正调低或者退货多于销售的，按同样方法形成贷项');
  expect(worded(silent)).not.toContain('毛额为限');
});

test('a least sum drafted from now says how an early end cuts it; one that was agreed before keeps its words', () => {
  const least = (royalty: Partial<RoyaltyTerms>): PayLaterTerms =>
    someTerms({}, { minimumFen: 1_000_000n, ...royalty });
  const [now, old] = [least({ minimumCut: 'early_end' }), least({})];
  const clause = '该期最低提成按实际天数占该期全部天数的比例折算';
  const words = (terms: PayLaterTerms) => royaltyClause(terms, terms.royalty!).join('');
  expect(words(now)).toContain(clause);
  expect(words(old)).not.toContain('折算');
  expect(priceTermsOf(now).join()).toContain(clause);
  expect(keepRules(old, now)).toEqual(old);
  expect(keepRules(now, now)).toBe(now);
  expect(keepRules(null, now)).toBe(now);
  // A least sum that is agreed by a change is new itself.
  expect(keepRules(least({ minimumFen: null }), now)).toBe(now);
  // Where none is agreed there is nothing to cut.
  expect(words(least({ minimumFen: null, minimumCut: 'early_end' }))).not.toContain('折算');
});

test('the clause says what is charged: an early end cuts the least sum by days, a late start and the end of the term do not', () => {
  const terms = someTerms(
    { termYears: 1 },
    { period: 'quarter', minimumFen: yuan(9_000), minimumCut: 'early_end', deductions: [] },
  );
  const facts: ContractFact[] = [signed('2026-01-31'), { kind: 'delivered', on: '2026-01-31' }];
  const charged = (more: ContractFact[], asOf: string) =>
    computeContract(terms, [...facts, ...more], { asOf })
      .obligations.filter(({ kind }) => kind === 'royalty')
      .map(({ period, amountFen }) => [period, amountFen]);
  expect(charged([], '2027-12-31')).toEqual([
    ['2026Q1', yuan(9_000)],
    ['2026Q2', yuan(9_000)],
    ['2026Q3', yuan(9_000)],
    ['2026Q4', yuan(9_000)],
    ['2027Q1', yuan(9_000)],
  ]);
  // 45 of the 91 days of the quarter: 9,000.00 × 45 / 91.
  const [, last] = charged([{ kind: 'termination', on: '2026-05-15' }], '2026-12-31');
  expect(last).toEqual(['2026Q2', 445_055n]);
});

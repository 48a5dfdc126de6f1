import { expect, test } from 'vitest';
import { someTerms } from './compute-for-tests.ts';
import type { PayLaterTerms, RoyaltyTerms } from './contract.ts';
import { royaltyClause } from './contract-payment-text.ts';
import { keepRules } from './keep-rules.ts';

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

import { expect, test } from 'vitest';
import { isTelling, tellingTerms } from './match-terms.ts';

test.each(['蛋白', '马铃薯', 'cod', 'al2o3', '2219-t6', 'ni-co', '絮凝', '5g基站'])('%s names something', (term) => {
  expect(isTelling(term)).toBe(true);
});

test.each([
  '60',
  '1.5',
  '1.5%',
  '60立方米'.slice(0, 2),
  '2.5-8',
  '45kwh',
  '850°c',
  '120万元',
  '3年',
  '希望',
  '的',
  '水',
  '',
])('%s is no key term', (term) => {
  expect(isTelling(term)).toBe(false);
});

test('pieces of sentences that stand nowhere are no words; the same characters in a word that is used are', () => {
  const terms = tellingTerms([
    { term: '想先', share: 0.2, isKnown: false },
    { term: '酸热', share: 0.2, isKnown: false },
    { term: '能耗', share: 0.2, isKnown: true },
  ]);
  expect(terms.map(({ term }) => term)).toEqual(['酸热', '能耗']);
});

test('shares of what is left sum to the whole, in the same order', () => {
  const terms = tellingTerms([
    { term: '蛋白', share: 0.4, isKnown: true },
    { term: '75', share: 0.4, isKnown: true },
    { term: '絮凝', share: 0.1, isKnown: false },
  ]);
  expect(terms).toEqual([
    { term: '蛋白', share: 0.8, isKnown: true },
    { term: '絮凝', share: 0.2, isKnown: false },
  ]);
  expect(tellingTerms([{ term: '75', share: 1, isKnown: true }])).toEqual([]);
});

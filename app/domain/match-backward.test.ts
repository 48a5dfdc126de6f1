import { expect, test } from 'vitest';
import { backwardTexts, bestPairs, pairPpm } from './match-backward.ts';

test('a pair counts as the geometric mean of both sides', () => {
  expect(pairPpm({ forwardPpm: 900_000, backwardPpm: 400_000 })).toBe(600_000);
  expect(pairPpm({ forwardPpm: 900_000, backwardPpm: 0 })).toBe(0);
});

test('no supplier has more than three pairs, and what one side does not want is no pair', () => {
  const pair = (supplierOrgId: string, forwardPpm: number, backwardPpm = forwardPpm) => ({
    supplierOrgId,
    forwardPpm,
    backwardPpm,
  });
  const best = bestPairs(
    [pair('a', 900), pair('a', 800), pair('a', 700), pair('a', 600), pair('b', 500), pair('c', 990, 0)],
    10,
  );
  expect(best.map((one) => [one.supplierOrgId, one.pairPpm])).toEqual([
    ['a', 900],
    ['a', 800],
    ['a', 700],
    ['b', 500],
  ]);
  expect(bestPairs([pair('a', 9), pair('b', 8)], 1)).toHaveLength(1);
});

test('a demand that holds more of the achievement stands above one that holds less', () => {
  const asked = {
    keyTerms: [
      { term: '絮凝', share: 0.6, isKnown: true },
      { term: '蛋白', share: 0.4, isKnown: true },
    ],
  };
  const texts = backwardTexts(asked, [
    { id: 'more', score: 2, pairScore: 1, terms: [{ term: '絮凝' }, { term: '蛋白' }] },
    { id: 'less', score: 1, pairScore: 0, terms: [{ term: '蛋白' }] },
  ]);
  expect(texts.get('more')).toBe(1);
  expect(texts.get('less')).toBeCloseTo(0.28);
});

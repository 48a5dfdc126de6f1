import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textScores } from './match-text.ts';
import { PairTable } from './pair-table.ts';
import { pairsOf } from './pairs.ts';

const candidate = (title: string, wordScore = 1, coverage = 0) => ({ title, body: '', wordScore, coverage });

test('pairs stay within a run of Chinese; other words stay whole', () => {
  expect(pairsOf('淀粉废水，Ａl2O3 粉体x')).toEqual(['淀粉', '粉废', '废水', 'al2o3', '粉体']);
});

test('words, pairs and coverage weigh .4, .4 and .2', () => {
  const pairs = [{ pair: '淀粉', weight: 2 }];
  const [all, wordsOnly, nothing] = textScores(pairs, [
    candidate('淀粉', 10, 0.5),
    candidate('废水', 5, 0),
    candidate('废水', 0, 0),
  ]);
  expect(all).toBeCloseTo(0.9);
  expect(wordsOnly).toBeCloseTo(0.2);
  expect(nothing).toBe(0);
});

test('a pair said twice counts more, but less than twice', () => {
  const pairs = [{ pair: '淀粉', weight: 1 }];
  const [once, twice] = textScores(pairs, [candidate('淀粉与水', 0), candidate('淀粉淀粉', 0)]);
  expect(twice).toBeGreaterThan(once!);
  expect(twice).toBeLessThan(2 * once!);
});

test('scores lie between 0 and 1, and an empty list has none', () => {
  expect(textScores([], [])).toEqual([]);
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          title: fc.string(),
          body: fc.string(),
          wordScore: fc.nat(),
          coverage: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
      ),
      fc.array(fc.record({ pair: fc.constantFrom('ab', '淀粉'), weight: fc.nat(9) })),
      (candidates, pairs) => {
        for (const score of textScores(pairs, candidates)) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-9);
        }
      },
    ),
  );
});

test('the table counts what pairsOf names, in whatever script', () => {
  const texts = fc.string({ unit: fc.constantFrom('淀', '粉', '废', '水', '𠀀', 'a', '9', 'Ａ', '²', '，', ' ', 'α') });
  fc.assert(
    fc.property(texts, texts, (asked, text) => {
      const pairs = [...new Set(pairsOf(asked))].map((pair) => ({ pair, weight: 1 }));
      const table = new PairTable(pairs);
      const found = pairsOf(text);
      expect(table.count(text, 1)).toBe(found.length);
      const sum = table.counted().reduce((total, { count }) => total + count, 0);
      expect(sum).toBe(found.filter((one) => pairs.some(({ pair }) => pair === one)).length);
    }),
  );
});

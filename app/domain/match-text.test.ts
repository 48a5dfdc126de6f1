import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textScores } from './match-text.ts';

test('words, pairs and coverage weigh .4, .4 and .2', () => {
  const [all, wordsOnly, nothing] = textScores([
    { wordScore: 10, pairScore: 2, coverage: 0.5 },
    { wordScore: 5, pairScore: 0, coverage: 0 },
    { wordScore: 0, pairScore: 0, coverage: 0 },
  ]);
  expect(all).toBeCloseTo(0.9);
  expect(wordsOnly).toBeCloseTo(0.2);
  expect(nothing).toBe(0);
});

test('scores lie between 0 and 1, and an empty list has none', () => {
  expect(textScores([])).toEqual([]);
  const candidate = fc.record({
    wordScore: fc.nat(),
    pairScore: fc.nat(),
    coverage: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(candidate), (candidates) => {
      for (const score of textScores(candidates)) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstMatchWeights, fitOf, scoreOf, weightFaults } from './match-weights.ts';

const { factors } = firstMatchWeights;

test('the first weights may be used', () => {
  expect(weightFaults(firstMatchWeights)).toEqual({});
});

test('factors that do not sum to the whole are refused, and a fit that could lift an irrelevant text', () => {
  expect(weightFaults({ ...firstMatchWeights, factors: { ...factors, ip: 145_000 } })).toEqual({
    sum: '七项合计要等于 100%，现在是 105%',
  });
  expect(Object.keys(weightFaults({ ...firstMatchWeights, fitReach: 600_000 }))).toEqual(['fitReach']);
  expect(Object.keys(weightFaults({ ...firstMatchWeights, factors: { ...factors, ip: -1 } }))).toEqual(['ip']);
});

test('a factor that nobody stated leaves its weight to the others', () => {
  const lines = [
    { factor: 'field', fitPpm: 1_000_000 },
    { factor: 'trl', fitPpm: 500_000 },
    { factor: 'price', fitPpm: null },
  ] as const;
  expect(fitOf(lines, firstMatchWeights)).toBeCloseTo((0.3 + 0.1) / 0.5);
  expect(fitOf([{ factor: 'price', fitPpm: null }], firstMatchWeights)).toBeNull();
});

test('text .9 with fit .5 is .765; an unknown fit is neutral; no reach leaves the text alone', () => {
  expect(scoreOf(0.9, 0.5, firstMatchWeights)).toBeCloseTo(0.765);
  expect(scoreOf(0.9, null, firstMatchWeights)).toBeCloseTo(0.765);
  expect(scoreOf(0.9, 1, { ...firstMatchWeights, fitReach: 0 })).toBe(0.9);
});

test('whatever the fit, a text twice as good as another keeps its place under weights that may be used', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(unit, unit, unit, fc.integer({ min: 0, max: 500_000 }), (text, good, bad, fitReach) => {
      const weights = { ...firstMatchWeights, fitReach };
      expect(scoreOf(text, bad, weights)).toBeGreaterThanOrEqual(scoreOf(text / 2, good, weights) - 1e-12);
    }),
  );
});

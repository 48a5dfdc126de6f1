import { expect, test } from 'vitest';
import { demandData } from '#seeds/make.ts';
import { firstMatchWeights } from './match-weights.ts';
import { demandQuality } from './demand-quality.ts';

const full = demandData({
  problem: '问'.repeat(120),
  chains: ['13'],
  ipRequirement: 'shared',
  solveByOn: '2027-06-01',
});

test('a demand that says everything has 100 points', () => {
  expect(demandQuality(full)).toMatchObject({ score: 100, missing: [] });
});

test('each gap costs its points and says why', () => {
  const { price, ...others } = firstMatchWeights.factors;
  const sum = Object.values(others).reduce((total, weight) => total + weight, price);
  const percent = Math.round((price / sum) * 100);
  const { score, missing } = demandQuality({ ...full, metrics: [], budgetMaxFen: null, acceptPayLater: false });
  expect(score).toBe(100 - 25 - 10 - 15);
  expect(missing.map(({ key }) => key)).toEqual(['metrics', 'methods', 'budget']);
  expect(missing.find(({ key }) => key === 'budget')?.costs).toContain(`${percent}%`);
});

test('a target without a test method is half a target', () => {
  const metrics = [{ ...full.metrics[0]!, method: '' }];
  expect(demandQuality({ ...full, metrics }).missing.map(({ key }) => key)).toEqual(['methods']);
});

test('an empty demand has no points', () => {
  const empty = {
    ...full,
    problem: '',
    statusQuo: '',
    metrics: [],
    chains: [],
    wantedTrlMin: null,
    wantedTrlMax: null,
  };
  expect(
    demandQuality({ ...empty, budgetMaxFen: null, acceptPayLater: false, ipRequirement: null, solveByOn: null }).score,
  ).toBe(0);
});

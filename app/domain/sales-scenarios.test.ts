import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { newTerms } from './contract.ts';
import { readScenarios, salesScenarios } from './sales-scenarios.ts';

const terms = soundTerms({
  milestones: [],
  startsOn: '2027-01-01',
  trial: { months: 12, extensionMonths: 0 },
  royalty: { ...newTerms.royalty!, period: 'year', deductions: [], capFen: 9_000_000n },
});
const facts = { signedOn: '2026-12-01', yearlySalesFen: [100_000_000n, 100_000_000n] };

test('the same sales, half and half as much again, each by the engine that charges', () => {
  const { years, totalFen, capReachedIn } = salesScenarios(terms, facts);
  expect(years.map(({ year }) => year)).toEqual(['2028', '2029']);
  expect(years[0]?.cumulativeFen).toEqual({ low: 1_500_000n, base: 3_000_000n, high: 4_500_000n });
  expect(totalFen).toEqual({ low: 3_000_000n, base: 6_000_000n, high: 9_000_000n });
  expect(capReachedIn).toEqual({ low: null, base: null, high: '2029 年度' });
});

test('without sales only the fixed sums are left', () => {
  const { years, totalFen } = salesScenarios(soundTerms(), { signedOn: '2026-12-01', yearlySalesFen: [] });
  expect(years).toEqual([]);
  expect(totalFen).toEqual({ low: 30_000_000n, base: 30_000_000n, high: 30_000_000n });
});

test('shares are read in per cent, the usual ones where nothing is typed', () => {
  expect(readScenarios({ low: '', high: '' })).toEqual({ shares: { lowPpm: 500_000, highPpm: 1_500_000 }, errors: {} });
  expect(readScenarios({ low: '40', high: '２００' }).shares).toEqual({ lowPpm: 400_000, highPpm: 2_000_000 });
  expect(Object.keys(readScenarios({ low: '-1', high: '50' }).errors)).toEqual(['scenarios.low', 'scenarios.high']);
});

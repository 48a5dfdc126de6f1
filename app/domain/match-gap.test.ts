import { expect, test } from 'vitest';
import { gapsOf, unknownTerms } from './match-gap.ts';
import type { MatchReasons } from './matching.ts';

const reasons: MatchReasons = {
  schemaVersion: 1,
  terms: [{ term: '蛋白', sharePpm: 400_000 }],
  coveragePpm: 400_000,
  missingTerms: ['絮凝', '饲料级'],
  factors: [
    { factor: 'field', verdict: 'meets', wanted: '24', offered: '24', fitPpm: 1_000_000 },
    { factor: 'trl', verdict: 'near', wanted: '6-9', offered: '5', fitPpm: 750_000 },
    { factor: 'mode', verdict: 'fails', wanted: 'SERVICE', offered: 'ASSIGN', fitPpm: 0 },
    { factor: 'ip', verdict: 'unknown', wanted: '', offered: '', fitPpm: null },
  ],
  textPpm: 800_000,
  fitPpm: 600_000,
};
const keyTerms = [
  { term: '蛋白', share: 0.4, isKnown: true },
  { term: '絮凝', share: 0.35, isKnown: true },
  { term: '饲料级', share: 0.25, isKnown: false },
];

test('what keeps a match down is said, the level first, then words, then factors from the worst', () => {
  expect(gapsOf(reasons, keyTerms)).toEqual([
    { kind: 'coverage', coveragePpm: 400_000, nextPpm: 450_000, next: 'strong' },
    { kind: 'terms', terms: ['絮凝', '饲料级'], sharePpm: 600_000 },
    { kind: 'factor', line: reasons.factors[2] },
    { kind: 'factor', line: reasons.factors[1] },
    { kind: 'unknown', factors: ['ip'] },
  ]);
});

test('a weak match is told the way to possible, a perfect one nothing', () => {
  expect(gapsOf({ ...reasons, coveragePpm: 100_000 }, keyTerms)[0]).toMatchObject({ next: 'possible' });
  const perfect = { ...reasons, coveragePpm: 1_000_000, missingTerms: [], factors: reasons.factors.slice(0, 1) };
  expect(gapsOf(perfect, keyTerms)).toEqual([]);
});

test('the words to say otherwise are those that stand nowhere', () => {
  expect(unknownTerms(keyTerms)).toEqual(['饲料级']);
  expect(unknownTerms(null)).toEqual([]);
});

import { expect, test } from 'vitest';
import { type AnsweredPair, reportOf } from './match-report.ts';

const pair = (rank: number, answer: AnsweredPair['answer'], reason: string | null = null): AnsweredPair => ({
  answer,
  reason,
  rank,
  level: rank === 1 ? 'strong' : 'weak',
  reasons: {
    schemaVersion: 1,
    terms: [],
    coveragePpm: 0,
    missingTerms: [],
    factors: [{ factor: 'trl', verdict: rank === 1 ? 'meets' : 'fails', wanted: '', offered: '', fitPpm: 0 }],
    textPpm: 0,
    fitPpm: null,
  },
});

test('what was written beside a reason stands with it', () => {
  const written = { ...pair(1, 'declined', 'other'), note: '设备接口对不上' };
  expect(reportOf([written, pair(2, 'declined', 'other')]).reasons).toEqual([
    { reason: 'other', n: 2, notes: ['设备接口对不上'] },
  ]);
});

test('answers are counted by place, level, factor and reason', () => {
  const report = reportOf([
    pair(1, 'contracted'),
    pair(1, 'declined', 'too_early'),
    pair(2, 'interested'),
    pair(12, 'declined', 'too_early'),
    pair(99, 'declined'),
  ]);
  expect(report.all).toMatchObject({ total: 5, acceptedPpm: 400_000, counts: { declined: 3, contracted: 1 } });
  expect(report.byRank.map((row) => [row.key, row.total, row.acceptedPpm])).toEqual([
    ['1', 2, 500_000],
    ['2-3', 1, 1_000_000],
    ['4-5', 0, null],
    ['6-10', 0, null],
    ['11+', 2, 0],
  ]);
  expect(report.byLevel.map((row) => row.total)).toEqual([2, 0, 3]);
  expect(report.byFactor.find(({ factor }) => factor === 'trl')?.rows.map((row) => row.total)).toEqual([2, 0, 3, 0]);
  expect(report.byFactor.find(({ factor }) => factor === 'ip')?.rows[3]?.total).toBe(5);
  expect(report.reasons).toEqual([
    { reason: 'too_early', n: 2, notes: [] },
    { reason: 'other', n: 1, notes: [] },
  ]);
});

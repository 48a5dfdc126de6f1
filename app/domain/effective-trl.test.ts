import { expect, test } from 'vitest';
import { claimWords, effectiveTrl } from './effective-trl.ts';

test('a confirmed level stands before the claimed one, higher or lower, and says whose it is', () => {
  const own = { source: 'self', evaluationId: null } as const;
  expect(effectiveTrl(7, { level: 5, ...own })).toEqual({ level: 5, basis: 'confirmed' });
  expect(effectiveTrl(null, { level: 4, ...own })).toEqual({ level: 4, basis: 'confirmed' });
});

test('a level is the evaluator’s only where its report on the platform states it', () => {
  const third = (evaluationId: string | null) => effectiveTrl(3, { level: 6, source: 'third_party', evaluationId });
  expect(third('0190')).toEqual({ level: 6, basis: 'third_party' });
  expect(third(null)).toEqual({ level: 6, basis: 'reported' });
});

test('a claim alone is the unit’s own word', () => {
  expect(effectiveTrl(7, null)).toEqual({ level: 7, basis: 'self' });
  expect(effectiveTrl(null, null)).toEqual({ level: null, basis: null });
});

test('a reviewer reads whose word a claimed third party is', () => {
  const claim = { trl: 8, trlBasis: 'third_party' } as const;
  expect(claimWords(claim, null)).toContain('没有核对过的评定');
  expect(claimWords(claim, { level: 6, source: 'third_party', evaluationId: null })).toContain(
    '核对过的是 TRL 6（第三方报告，单位填报）',
  );
  expect(claimWords({ trl: 8, trlBasis: 'self' }, null)).toBeNull();
});

import { expect, test } from 'vitest';
import { effectiveTrl } from './effective-trl.ts';

test('a confirmed level stands before the claimed one, higher or lower, and says whose it is', () => {
  expect(effectiveTrl(7, { level: 5, source: 'self' })).toEqual({ level: 5, basis: 'confirmed' });
  expect(effectiveTrl(3, { level: 6, source: 'third_party' })).toEqual({ level: 6, basis: 'third_party' });
  expect(effectiveTrl(null, { level: 4, source: 'self' })).toEqual({ level: 4, basis: 'confirmed' });
});

test('a claim alone is the unit’s own word', () => {
  expect(effectiveTrl(7, null)).toEqual({ level: 7, basis: 'self' });
  expect(effectiveTrl(null, null)).toEqual({ level: null, basis: null });
});

import { expect, test } from 'vitest';
import { needsStateAssetFiling, stateAssetFaults } from './state-asset.ts';

const state = { kind: 'enterprise', isStateEstablished: true } as const;

test('only a state-owned enterprise that assigns files its valuation and goes to an exchange', () => {
  expect(needsStateAssetFiling({ kind: 'transfer' }, state)).toBe(true);
  expect(needsStateAssetFiling({ kind: 'licence' }, state)).toBe(false);
  expect(needsStateAssetFiling({}, state)).toBe(false);
  expect(needsStateAssetFiling({ kind: 'transfer' }, { ...state, isStateEstablished: false })).toBe(false);
  expect(needsStateAssetFiling({ kind: 'transfer' }, { ...state, kind: 'university' })).toBe(false);
});

test('what is dealt at an exchange was filed before, and both days have come', () => {
  const fieldsOf = (filedOn: string, dealtOn: string) =>
    stateAssetFaults({ filedOn, dealtOn }, '2026-03-10').map(({ field }) => field);
  expect(fieldsOf('2026-03-01', '2026-03-01')).toEqual([]);
  expect(fieldsOf('2026-03-02', '2026-03-01')).toEqual(['dealtOn']);
  expect(fieldsOf('2026-03-01', '2026-03-11')).toEqual(['dealtOn']);
  expect(fieldsOf('2026-03-11', '2026-03-12')).toEqual(['filedOn']);
});

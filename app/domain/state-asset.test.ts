import { expect, test } from 'vitest';
import { needsStateAssetFiling } from './state-asset.ts';

const state = { kind: 'enterprise', isStateEstablished: true } as const;

test('only a state-owned enterprise that assigns files its valuation and goes to an exchange', () => {
  expect(needsStateAssetFiling({ kind: 'transfer' }, state)).toBe(true);
  expect(needsStateAssetFiling({ kind: 'licence' }, state)).toBe(false);
  expect(needsStateAssetFiling({}, state)).toBe(false);
  expect(needsStateAssetFiling({ kind: 'transfer' }, { ...state, isStateEstablished: false })).toBe(false);
  expect(needsStateAssetFiling({ kind: 'transfer' }, { ...state, kind: 'university' })).toBe(false);
});

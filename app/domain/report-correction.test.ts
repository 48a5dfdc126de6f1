import { expect, test } from 'vitest';
import { usualAudit } from './audit-terms.ts';
import { correctableUntil, isCorrectable } from './report-correction.ts';

test('a report is corrected for three years after the last day, or as long as the contract has books kept; while it runs at any time', () => {
  expect(correctableUntil('2027-12-15', {})).toBe('2030-12-15');
  expect(correctableUntil('2028-02-29', {})).toBe('2031-02-28');
  expect(correctableUntil('2027-12-15', { audit: { ...usualAudit, keepYears: 10 } })).toBe('2037-12-15');
  expect(correctableUntil('2027-12-15', { audit: { ...usualAudit, keepYears: 1 } })).toBe('2028-12-15');
  expect(correctableUntil(null, {})).toBeNull();
});

test('on its last day it still is, on the next not; before a signature never', () => {
  for (const state of ['performing', 'settled', 'closed', 'terminated'] as const) {
    expect(isCorrectable(state, '2030-12-15', '2030-12-15')).toBe(true);
    expect(isCorrectable(state, '2030-12-15', '2030-12-16')).toBe(false);
    expect(isCorrectable(state, null, '2040-01-01')).toBe(true);
  }
  for (const state of ['draft', 'signing', 'withdrawn'] as const) {
    expect(isCorrectable(state, null, '2026-01-01')).toBe(false);
  }
});

import { expect, test } from 'vitest';
import { newTerms, type RoyaltyPeriodKind, royaltyPeriodKinds } from './contract.ts';
import { periodLabel, periodParts } from './period-label.ts';
import { royaltyPeriods } from './schedule.ts';

test('a stored period reads as people say it', () => {
  expect(periodLabel('2026Q2')).toBe('2026 年第 2 季度');
  expect(periodLabel('2026')).toBe('2026 年度');
  expect(periodParts('2026H2')).toEqual({ year: '2026', part: '下半年' });
  expect(() => periodLabel('HT-2026')).toThrow(expect.objectContaining({ code: 'invalid' }));
});

test.each(royaltyPeriodKinds.map((kind) => [kind] as const))(
  'as the schedule names it, by %s',
  (period: RoyaltyPeriodKind) => {
    const terms = { ...newTerms, royalty: { ...newTerms.royalty!, period } };
    const periods = royaltyPeriods(terms, { signedOn: '2026-01-24' });
    expect(periods.length).toBeGreaterThan(3);
    for (const { key, label } of periods) expect(periodLabel(key)).toBe(label);
  },
);

import { expect, test } from 'vitest';
import { claimedSentence, consentStanding } from './grant-clearance.ts';

const stated = { ground: 'consent', statedOn: '2026-12-01', isConfirmed: false, isDenied: false } as const;

test('a consent counts once its party confirms it, or after its days; a denial voids it, a lawyer is not waited for', () => {
  expect(consentStanding(stated, '2026-12-01')).toEqual({ state: 'waits', untilOn: '2026-12-06' });
  expect(consentStanding(stated, '2026-12-06').state).toBe('waits');
  expect(consentStanding(stated, '2026-12-07').state).toBe('stands');
  expect(consentStanding({ ...stated, isConfirmed: true }, '2026-12-01').state).toBe('stands');
  for (const day of ['2026-12-01', '2026-12-07'] as const)
    expect(consentStanding({ ...stated, isDenied: true }, day).state).toBe('void');
  expect(consentStanding({ ...stated, ground: 'apart' }, '2026-12-01')).toEqual({ state: 'stands', untilOn: null });
});

test('who is told of a claim reads until when he can answer; a notice of before keeps its words', () => {
  expect(claimedSentence('contract.consent_claimed', { until: '2026-12-06' })).toContain('2026-12-06');
  expect(claimedSentence('contract.consent_claimed', {})).toBeNull();
  expect(claimedSentence('contract.sign', { until: '2026-12-06' })).toBeNull();
});

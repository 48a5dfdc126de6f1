import { expect, test } from 'vitest';
import {
  claimedSentence,
  clearanceStanding,
  groundsAfter,
  mayReviewClearance,
  needsReview,
  objectsUntil,
} from './grant-clearance.ts';

const stated = {
  ground: 'consent',
  statedOn: '2026-12-01',
  isConfirmed: false,
  isDenied: false,
  review: null,
} as const;
const quiet = { isDenied: false, isDisputed: false } as const;
const denied = { isDenied: true, isDisputed: false } as const;
const disputed = { isDenied: true, isDisputed: true } as const;

test('a consent counts once its party confirms it, or after its days; a denial voids it, a lawyer is not waited for', () => {
  expect(clearanceStanding(stated, quiet, '2026-12-01')).toEqual({ state: 'waits', untilOn: '2026-12-06' });
  expect(clearanceStanding(stated, quiet, '2026-12-06').state).toBe('waits');
  expect(clearanceStanding(stated, quiet, '2026-12-07').state).toBe('stands');
  expect(clearanceStanding({ ...stated, isConfirmed: true }, quiet, '2026-12-01').state).toBe('stands');
  for (const day of ['2026-12-01', '2026-12-07'] as const)
    expect(clearanceStanding({ ...stated, isDenied: true }, denied, day).state).toBe('void');
  expect(clearanceStanding({ ...stated, ground: 'apart' }, quiet, '2026-12-01')).toEqual({
    state: 'stands',
    untilOn: null,
  });
});

test("a lawyer's word after a denial waits for a second person, then for the days of who denied, and is void once he objects", () => {
  const word = { ...stated, ground: 'apart' } as const;
  const approved = { ...word, review: { outcome: 'approved', on: '2026-12-03' } } as const;
  expect(clearanceStanding(word, denied, '2027-12-01')).toEqual({ state: 'review', untilOn: null });
  expect(objectsUntil('2026-12-03')).toBe('2026-12-08');
  expect(clearanceStanding(approved, denied, '2026-12-08')).toEqual({ state: 'waits', untilOn: '2026-12-08' });
  expect(clearanceStanding(approved, denied, '2026-12-09')).toEqual({ state: 'stands', untilOn: '2026-12-08' });
  for (const day of ['2026-12-04', '2027-12-09'] as const)
    expect(clearanceStanding(approved, disputed, day).state).toBe('void');
  expect(clearanceStanding(word, disputed, '2026-12-09').state).toBe('void');
  const refused = { ...word, review: { outcome: 'refused', on: '2026-12-03' } } as const;
  expect(clearanceStanding(refused, denied, '2027-01-01').state).toBe('void');
  // A refusal stays one, also where nobody had denied by the time of a signing.
  expect(clearanceStanding(refused, quiet, '2027-01-01').state).toBe('void');
});

test('after an objection silence is no consent, and a decision counts once a second person has approved it', () => {
  expect(clearanceStanding(stated, disputed, '2027-12-01')).toEqual({ state: 'waits', untilOn: null });
  expect(clearanceStanding({ ...stated, isConfirmed: true }, disputed, '2026-12-01').state).toBe('stands');
  const decision = { ...stated, ground: 'decided' } as const;
  expect(clearanceStanding(decision, disputed, '2027-12-01').state).toBe('review');
  const on = '2026-12-03';
  expect(clearanceStanding({ ...decision, review: { outcome: 'approved', on } }, disputed, on)).toEqual({
    state: 'stands',
    untilOn: null,
  });
  expect(clearanceStanding({ ...decision, review: { outcome: 'refused', on } }, disputed, on).state).toBe('void');
});

test('the lawyer is heard once: after an objection only a consent or a decision is stated, and what is against a denial is reviewed', () => {
  expect(groundsAfter(quiet)).toEqual(['consent', 'apart']);
  expect(groundsAfter(denied)).toEqual(['consent', 'apart']);
  expect(groundsAfter(disputed)).toEqual(['consent', 'decided']);
  expect([needsReview('apart', quiet), needsReview('apart', denied), needsReview('decided', disputed)]).toEqual([
    false,
    true,
    true,
  ]);
  expect(needsReview('consent', disputed)).toBe(false);
});

test('the approver reviews, and no other', () => {
  const org = { orgId: 'o', orgName: '示例大学', kind: 'university', verified: true } as const;
  const as = (role: 'approver' | 'legal' | 'officer') =>
    mayReviewClearance({ org: { ...org, roles: [role] } } as unknown as Parameters<typeof mayReviewClearance>[0]);
  expect([as('approver'), as('legal'), as('officer')]).toEqual([true, false, false]);
});

test('who is told of a claim reads until when he can answer; a notice of before keeps its words', () => {
  expect(claimedSentence('contract.consent_claimed', { until: '2026-12-06' })).toContain('2026-12-06');
  expect(claimedSentence('contract.word_claimed', { until: '2026-12-08' })).toMatch(/异议.*2026-12-08/u);
  expect(claimedSentence('contract.consent_claimed', {})).toBeNull();
  expect(claimedSentence('contract.sign', { until: '2026-12-06' })).toBeNull();
});

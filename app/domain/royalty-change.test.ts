import { describe, expect, test } from 'vitest';
import { newTerms, type RateSchedule, type RoyaltyTerms } from './contract.ts';
import { heldLater, openFrom, openStarts, royaltyFault } from './royalty-change.ts';

const base: RoyaltyTerms = { ...newTerms.royalty!, capFen: 500_000_00n };
const flat = (ratePpm: number): RateSchedule => ({ kind: 'flat', ratePpm });
const counted = { hasReports: true, today: '2028-02-15', reportedUntil: '2027-12-31', chargedFen: 490_000_00n };
const later = (fromOn: string, ratePpm = 20_000) => ({ fromOn, schedule: flat(ratePpm) });
const pathOf = (after: Partial<RoyaltyTerms>, given: Partial<typeof counted> = {}, before: RoyaltyTerms = base) =>
  royaltyFault(before, { ...before, ...after }, { ...counted, ...given })?.path ?? null;

test('other rates begin with the period that has neither ended nor a report, at the earliest', () => {
  expect(openFrom('quarter', counted)).toBe('2028-01-01');
  expect(openFrom('quarter', { ...counted, reportedUntil: '2028-03-31' })).toBe('2028-04-01');
  expect(openFrom('quarter', { today: '2028-04-01', reportedUntil: null })).toBe('2028-04-01');
  // The last reported period was cut short by the end of a trial or the like: the calendar's counts.
  expect(openFrom('year', { today: '2028-02-15', reportedUntil: '2028-02-10' })).toBe('2029-01-01');
  expect(openStarts({ ...newTerms, termYears: 1 }, 'half_year', { ...counted, signedOn: '2027-06-01' })).toMatchObject([
    { startOn: '2028-01-01', label: '2028 年上半年' },
  ]);
});

test('no period is offered that is over before a royalty can run: the trial comes first, and the day that the terms name', () => {
  const terms = { ...newTerms, trial: { months: 6, extensionMonths: 0 } };
  const fresh = { today: '2026-12-20', reportedUntil: null, signedOn: '2026-12-09' };
  expect(openStarts(terms, 'quarter', fresh)[0]).toMatchObject({ startOn: '2027-04-01' });
  const named = { ...terms, royalty: { ...base, startsOn: '2028-01-01' } };
  expect(openStarts(named, 'quarter', fresh)[0]).toMatchObject({ startOn: '2028-01-01' });
  const atOnce = { ...terms, trial: { months: 0, extensionMonths: 0 } };
  expect(openStarts(atOnce, 'quarter', fresh)[0]).toMatchObject({ startOn: '2026-10-01' });
});

describe('once revenue was reported', () => {
  test('rates change from an open period on, never for one that is over or reported', () => {
    expect(pathOf({ later: [later('2028-01-01')] })).toBeNull();
    expect(pathOf({ later: [later('2028-04-01'), later('2029-01-01')] })).toBeNull();
    expect(pathOf({ later: [later('2027-10-01')] })).toBe('royalty.later[0].fromOn');
    expect(pathOf({ later: [later('2028-01-01')] }, { reportedUntil: '2028-03-31' })).toBe('royalty.later[0].fromOn');
    // Signed by the last after the period ended: it was owed by then.
    expect(pathOf({ later: [later('2028-01-01')] }, { today: '2028-04-01' })).toBe('royalty.later[0].fromOn');
  });

  test('rates of a time that has begun and was reported stay; those still ahead may change or go', () => {
    const before = { ...base, later: [later('2027-07-01'), later('2028-04-01')] };
    expect(heldLater(before, counted)).toEqual([later('2027-07-01')]);
    expect(pathOf({ later: [later('2027-07-01'), later('2028-04-01', 10_000)] }, {}, before)).toBeNull();
    expect(pathOf({ later: [later('2027-07-01')] }, {}, before)).toBeNull();
    expect(pathOf({ later: [later('2027-07-01', 10_000), later('2028-04-01')] }, {}, before)).toBe('royalty.later');
    expect(pathOf({ later: [later('2028-04-01')] }, {}, before)).toBe('royalty.later');
  });

  test('all else of it stays but the cap, which lies above what was charged and was not used up', () => {
    expect(pathOf({ schedule: flat(20_000) })).toBe('royalty.kind');
    expect(pathOf({ deductions: [] })).toBe('royalty.kind');
    expect(pathOf({ minimumFen: 1n })).toBe('royalty.kind');
    expect(royaltyFault(base, null, counted)?.path).toBe('royalty.kind');
    for (const capFen of [600_000_00n, null, 490_000_01n]) expect(pathOf({ capFen })).toBeNull();
    for (const capFen of [490_000_00n, 480_000_00n]) expect(pathOf({ capFen })).toBe('royalty.cap');
    expect(pathOf({ capFen: 600_000_00n }, { chargedFen: 500_000_00n })).toBe('royalty.cap');
    // Without a cap there was none to use up.
    expect(pathOf({ capFen: 1_000_000_00n }, {}, { ...base, capFen: null })).toBeNull();
  });
});

test('before anything was reported all of it may change, but other rates still begin with an open period', () => {
  const fresh = { hasReports: false, reportedUntil: null, chargedFen: 0n };
  expect(pathOf({ schedule: flat(20_000), minimumFen: 1n }, fresh as never)).toBeNull();
  expect(royaltyFault(base, null, { ...counted, ...fresh })).toBeNull();
  expect(pathOf({ later: [later('2027-10-01')] }, fresh as never)).toBe('royalty.later[0].fromOn');
});

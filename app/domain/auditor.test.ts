import { expect, test } from 'vitest';
import { usualAudit } from './audit-terms.ts';
import { endOfDay, startOfDay } from './days.ts';
import { auditOfYear, auditOpensOn, auditorAccess, auditTimeFaults, needsAgreement } from './auditor.ts';

const calendar = { holidays: new Set<string>(), workdays: new Set<string>(), years: new Set([2027]) };
const today = '2027-05-10';
const fields = (opensOn: string, endsOn: string, asksEarly = false) =>
  auditTimeFaults({ opensOn, endsOn, asksEarly }, today, usualAudit, calendar).map(({ field }) => field);

test('the licensee is told two weeks before, unless it is asked for less', () => {
  expect(fields('2027-05-23', '2027-05-30')).toEqual(['opensOn']);
  expect(fields('2027-05-24', '2027-05-30')).toEqual([]);
  expect(fields('2027-05-10', '2027-05-30', true)).toEqual([]);
  expect(fields('2027-05-09', '2027-05-30', true)).toEqual(['opensOn']);
});

test('the notice is what the contract says: 3 working days from a Monday are until Thursday', () => {
  const short = { ...usualAudit, noticeDays: 3 };
  const faults = (opensOn: string) =>
    auditTimeFaults({ opensOn, endsOn: opensOn, asksEarly: false }, today, short, calendar);
  expect(faults('2027-05-12').map(({ says }) => says)).toEqual([expect.stringContaining('提前 3 个工作日')]);
  expect(faults('2027-05-13')).toEqual([]);
});

test('holidays are no working days: over National Day the notice is longer than two weeks', () => {
  const october = { ...calendar, holidays: new Set([1, 2, 3, 4, 5, 6, 7].map((day) => `2027-10-0${day}`)) };
  expect(auditOpensOn('2027-09-27', 10, calendar)).toBe('2027-10-11');
  expect(auditOpensOn('2027-09-27', 10, october)).toBe('2027-10-18');
});

test('an access lasts at most thirty days, its first and last among them', () => {
  expect(fields('2027-06-01', '2027-06-30')).toEqual([]);
  expect(fields('2027-06-01', '2027-07-01')).toEqual(['endsOn']);
  expect(fields('2027-06-01', '2027-05-31')).toEqual(['endsOn']);
});

test('it opens at its first moment, ends after its last and at once when it is taken back', () => {
  const at = (iso: string) => new Date(iso);
  const grant = {
    createdAt: at('2027-05-10T00:00:00Z'),
    opensAt: at('2027-06-01T00:00:00Z'),
    endsAt: at('2027-06-30T00:00:00Z'),
    agreedAt: null,
    revokedAt: null,
    noticeDays: 10,
  };
  expect(auditorAccess(grant, at('2027-05-31T23:59:59Z'), calendar)).toBe('early');
  expect(auditorAccess(grant, grant.opensAt, calendar)).toBe('open');
  expect(auditorAccess(grant, at('2027-06-30T00:00:01Z'), calendar)).toBe('ended');
  expect(auditorAccess({ ...grant, revokedAt: at('2027-06-02T00:00:00Z') }, grant.opensAt, calendar)).toBe('revoked');
});

test('a shorter notice opens nothing before the licensee agrees or the whole notice is over', () => {
  const at = (iso: string) => new Date(iso);
  const grant = {
    createdAt: at('2027-05-10T03:00:00Z'),
    opensAt: at('2027-05-11T16:00:00Z'),
    endsAt: at('2027-05-30T15:59:59Z'),
    agreedAt: null,
    revokedAt: null,
    noticeDays: 10,
  };
  expect(needsAgreement(grant, calendar)).toBe(true);
  expect(auditorAccess(grant, at('2027-05-12T00:00:00Z'), calendar)).toBe('unagreed');
  const agreed = { ...grant, agreedAt: at('2027-05-11T08:00:00Z') };
  expect(auditorAccess(agreed, at('2027-05-12T00:00:00Z'), calendar)).toBe('open');
  // 24 May in Shanghai begins at 16:00 UTC of the 23rd.
  expect(auditorAccess(grant, at('2027-05-23T15:59:59Z'), calendar)).toBe('unagreed');
  expect(auditorAccess(grant, at('2027-05-23T16:00:00Z'), calendar)).toBe('open');
});

test('the accounts are opened once in a calendar year; who reads at the same time is of the same audit, who was called off is none', () => {
  const grant = (opensOn: string, endsOn: string, revokedAt: Date | null = null) => ({
    opensAt: startOfDay(opensOn),
    endsAt: endOfDay(endsOn),
    revokedAt,
  });
  const march = grant('2027-03-01', '2027-03-10');
  const asked = (opensOn: string, endsOn: string, earlier = [march], times = 1) =>
    auditOfYear({ opensOn, endsOn }, earlier, times);
  expect(asked('2027-11-01', '2027-11-05')).toBe(march);
  expect(asked('2028-01-04', '2028-01-08')).toBeNull();
  expect(asked('2027-03-10', '2027-03-12')).toBeNull();
  expect(asked('2027-11-01', '2027-11-05', [grant('2027-03-01', '2027-03-10', startOfDay('2027-02-20'))])).toBeNull();
  // Twice a year, where that is agreed: two people at once are one audit, and a third time there is no room.
  const beside = grant('2027-03-08', '2027-03-12');
  const june = grant('2027-06-01', '2027-06-10');
  expect(asked('2027-11-01', '2027-11-05', [march, beside], 2)).toBeNull();
  expect(asked('2027-11-01', '2027-11-05', [march, beside, june], 2)).toBe(june);
  // One after the other, each from the last day of the one before: the third is another audit.
  const row = [grant('2027-03-01', '2027-03-30'), grant('2027-03-30', '2027-04-28'), grant('2027-04-28', '2027-05-27')];
  expect(asked('2027-05-28', '2027-06-20', row, 2)).toBe(row[2]);
  expect(asked('2027-04-28', '2027-05-27', row.slice(0, 2), 2)).toBeNull();
  const ended = grant('2027-03-01', '2027-03-10', startOfDay('2027-03-05'));
  expect(asked('2027-11-01', '2027-11-05', [ended])).toBe(ended);
});

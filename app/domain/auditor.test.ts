import { expect, test } from 'vitest';
import { auditorAccess, auditTimeFaults, needsAgreement } from './auditor.ts';

const today = '2027-05-10';
const fields = (opensOn: string, endsOn: string, asksEarly = false) =>
  auditTimeFaults({ opensOn, endsOn, asksEarly }, today).map(({ field }) => field);

test('the licensee is told two weeks before, unless it is asked for less', () => {
  expect(fields('2027-05-23', '2027-05-30')).toEqual(['opensOn']);
  expect(fields('2027-05-24', '2027-05-30')).toEqual([]);
  expect(fields('2027-05-10', '2027-05-30', true)).toEqual([]);
  expect(fields('2027-05-09', '2027-05-30', true)).toEqual(['opensOn']);
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
  };
  expect(auditorAccess(grant, at('2027-05-31T23:59:59Z'))).toBe('early');
  expect(auditorAccess(grant, grant.opensAt)).toBe('open');
  expect(auditorAccess(grant, at('2027-06-30T00:00:01Z'))).toBe('ended');
  expect(auditorAccess({ ...grant, revokedAt: at('2027-06-02T00:00:00Z') }, grant.opensAt)).toBe('revoked');
});

test('a shorter notice opens nothing before the licensee agrees or the whole notice is over', () => {
  const at = (iso: string) => new Date(iso);
  const grant = {
    createdAt: at('2027-05-10T03:00:00Z'),
    opensAt: at('2027-05-11T16:00:00Z'),
    endsAt: at('2027-05-30T15:59:59Z'),
    agreedAt: null,
    revokedAt: null,
  };
  expect(needsAgreement(grant)).toBe(true);
  expect(auditorAccess(grant, at('2027-05-12T00:00:00Z'))).toBe('unagreed');
  const agreed = { ...grant, agreedAt: at('2027-05-11T08:00:00Z') };
  expect(auditorAccess(agreed, at('2027-05-12T00:00:00Z'))).toBe('open');
  // 24 May in Shanghai begins at 16:00 UTC of the 23rd.
  expect(auditorAccess(grant, at('2027-05-23T15:59:59Z'))).toBe('unagreed');
  expect(auditorAccess(grant, at('2027-05-23T16:00:00Z'))).toBe('open');
});

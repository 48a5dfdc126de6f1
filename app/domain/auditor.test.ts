import { expect, test } from 'vitest';
import { auditorAccess, auditTimeFaults } from './auditor.ts';

const today = '2027-05-10';
const fields = (opensOn: string, endsOn: string, isAgreed = false) =>
  auditTimeFaults({ opensOn, endsOn, isAgreed }, today).map(({ field }) => field);

test('the licensee is told two weeks before, unless he agreed to less', () => {
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
  const grant = { opensAt: at('2027-06-01T00:00:00Z'), endsAt: at('2027-06-30T00:00:00Z'), revokedAt: null };
  expect(auditorAccess(grant, at('2027-05-31T23:59:59Z'))).toBe('early');
  expect(auditorAccess(grant, grant.opensAt)).toBe('open');
  expect(auditorAccess(grant, at('2027-06-30T00:00:01Z'))).toBe('ended');
  expect(auditorAccess({ ...grant, revokedAt: at('2027-06-02T00:00:00Z') }, grant.opensAt)).toBe('revoked');
});

import { expect, test } from 'vitest';
import { checkStanding, proofFault, recheckOn, trustOf, trustWords } from './trust.ts';

const org = {
  state: 'verified',
  verifiedAt: new Date('2026-03-01T02:00:00Z'),
  checkedAt: null,
  proofs: ['licence', 'authorisation'],
  isProbed: false,
};

test('papers are due again after a year, and late a month after that', () => {
  expect(recheckOn('2026-03-01')).toBe('2027-03-01');
  expect(checkStanding('2026-03-01', '2027-01-29')).toBe('fresh');
  expect(checkStanding('2026-03-01', '2027-01-30')).toBe('due');
  expect(checkStanding('2026-03-01', '2027-03-31')).toBe('due');
  expect(checkStanding('2026-03-01', '2027-04-01')).toBe('late');
});

test('the mark says what was seen and when; what nobody vouches for has none', () => {
  const mark = trustOf(org, '2026-11-21');
  expect(mark && trustWords(mark)).toBe('已认证：营业执照、盖章的管理员授权书，2026-03-01 核验');
  const probed = trustOf({ ...org, isProbed: true, checkedAt: new Date('2026-10-01T02:00:00Z') }, '2026-11-21');
  expect(probed).toMatchObject({ checkedOn: '2026-10-01', standing: 'fresh' });
  expect(probed?.proofs).toContain('打款验证');
  expect(trustWords(trustOf(org, '2027-11-21')!)).toContain('超过一年没有复核');
  expect(trustOf({ ...org, state: 'submitted' }, '2026-11-21')).toBeNull();
  expect(trustOf({ ...org, verifiedAt: null }, '2026-11-21')).toBeNull();
});

test('who it is and who acts for it must both have been seen, by its kind', () => {
  expect(proofFault('enterprise', ['licence', 'authorisation'])).toBeNull();
  expect(proofFault('enterprise', ['legal_person', 'authorisation'])).toContain('营业执照');
  expect(proofFault('university', ['legal_person'])).toContain('授权书');
  expect(proofFault('organizer', ['legal_person', 'authorisation'])).toBeNull();
  expect(proofFault('institute', [])).toContain('法人证书');
});

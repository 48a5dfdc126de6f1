import { expect, test } from 'vitest';
import { askFault } from './registration.ts';

const free = { state: 'published', regNo: null, registration: null, isVerified: true } as const;

test('registration is asked for of what is public and has no number, by a verified unit, where none is under way', () => {
  expect(askFault(free)).toBeNull();
  expect(askFault({ ...free, state: 'withdrawn' })).toBe('not_public');
  expect(askFault({ ...free, regNo: '6202025Y0417' })).toBe('numbered');
  expect(askFault({ ...free, isVerified: false })).toBe('unverified');
  for (const registration of ['reviewing', 'registered', 'revoked'] as const)
    expect(askFault({ ...free, registration })).toBe('under_way');
});

test('sent back or withdrawn, it is asked for again; not where the unit states a number from elsewhere meanwhile', () => {
  for (const registration of ['returned', 'withdrawn'] as const) {
    expect(askFault({ ...free, registration })).toBeNull();
    expect(askFault({ ...free, registration, regNo: '6202025Y0417' })).toBe('numbered');
  }
});

test('the number that the platform gave is no number from elsewhere', () =>
  expect(askFault({ ...free, registration: 'registered', regNo: '9622026Y0001' })).toBe('under_way'));

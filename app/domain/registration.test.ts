import { expect, test } from 'vitest';
import { askFault } from './registration.ts';

const free = { state: 'published', registration: null, isVerified: true } as const;

test('registration is asked for of what is public, whatever number the unit stated, by a verified unit, where none is under way', () => {
  expect(askFault(free)).toBeNull();
  expect(askFault({ ...free, state: 'withdrawn' })).toBe('not_public');
  expect(askFault({ ...free, isVerified: false })).toBe('unverified');
  for (const registration of ['reviewing', 'registered', 'revoked'] as const)
    expect(askFault({ ...free, registration })).toBe('under_way');
});

test('sent back or withdrawn, it is asked for again', () => {
  for (const registration of ['returned', 'withdrawn'] as const) expect(askFault({ ...free, registration })).toBeNull();
});

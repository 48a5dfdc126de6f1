import { expect, test } from 'vitest';
import { confirmEvent } from './second-person.ts';

const limit = { limitFen: 50_000_000n, actorId: 'a' };
const claimed = { state: 'claimed', amountFen: 50_000_000n, checkedBy: null } as const;

test('up to the limit one person confirms; a fen above it the first one only checks', () => {
  expect(confirmEvent(claimed, limit)).toBe('confirm');
  expect(confirmEvent({ ...claimed, amountFen: 50_000_001n }, limit)).toBe('check');
  expect(confirmEvent({ ...claimed, amountFen: 1n }, { ...limit, limitFen: 0n })).toBe('check');
});

test('the second person is another one', () => {
  const checked = { state: 'checked', amountFen: 50_000_001n, checkedBy: 'a' } as const;
  expect(confirmEvent(checked, limit)).toBe('other');
  expect(confirmEvent(checked, { ...limit, actorId: 'b' })).toBe('confirm');
});

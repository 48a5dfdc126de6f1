import { expect, test } from 'vitest';
import { confirmEvent, isLimitHeld, limitAt, needsSecondToRefund } from './second-person.ts';

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

test('a refund by card counts with what one person gave back of the same receipt before', () => {
  expect(needsSecondToRefund(50_000_000n, 0n, 50_000_000n)).toBe(false);
  expect(needsSecondToRefund(50_000_001n, 0n, 50_000_000n)).toBe(true);
  expect(needsSecondToRefund(20_000_000n, 30_000_000n, 50_000_000n)).toBe(false);
  expect(needsSecondToRefund(20_000_001n, 30_000_000n, 50_000_000n)).toBe(true);
});

test('a higher limit counts from its moment on, and until then the one before', () => {
  const from = new Date('2026-03-02T04:00:00Z');
  const kept = { twoPersonFen: 90_000_000n, twoPersonFrom: from, twoPersonBeforeFen: 50_000_000n };
  const justBefore = new Date(from.getTime() - 1);
  expect([limitAt(kept, justBefore), limitAt(kept, from)]).toEqual([50_000_000n, 90_000_000n]);
  expect([isLimitHeld(kept, justBefore), isLimitHeld(kept, from)]).toEqual([true, false]);
  const never = { twoPersonFen: 90_000_000n, twoPersonFrom: null, twoPersonBeforeFen: null };
  expect([limitAt(never, justBefore), isLimitHeld(never, justBefore)]).toEqual([90_000_000n, false]);
});

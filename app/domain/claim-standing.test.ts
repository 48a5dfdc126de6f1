import { expect, test } from 'vitest';
import { claimStanding } from './claim-standing.ts';

const claim = { outstandingFen: 300_00n, writtenOffFen: 0n, underWayFen: 0n, dueOn: '2026-11-01', isContested: false };
const at = (given: Partial<typeof claim>) => claimStanding({ ...claim, ...given }, '2026-11-22');

test('what is written off is no longer late; what is left of it in the book still is', () => {
  expect(at({})).toBe('late');
  expect(at({ writtenOffFen: 300_00n })).toBe('written_off');
  expect(at({ writtenOffFen: 100_00n })).toBe('late');
});

test('money under way waits for a word first, and what is settled is settled', () => {
  expect(at({ writtenOffFen: 300_00n, underWayFen: 1n })).toBe('under_way');
  expect(at({ outstandingFen: 0n, writtenOffFen: 0n })).toBe('paid');
  expect(at({ dueOn: '2026-11-22' })).toBe('open');
});

test('what its payer contests is not late, however long ago its day was', () => {
  expect(at({ isContested: true })).toBe('contested');
  expect(at({ isContested: true, outstandingFen: 0n })).toBe('paid');
});

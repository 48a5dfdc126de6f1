import { expect, test } from 'vitest';
import { AppError } from './errors.ts';
import { mayState, requireSoundReturn, returnDueOn, returnStanding } from './material-return.ts';

test('it is owed until something is said, said anew once contested, and done only by a yes', () => {
  expect(returnStanding(null)).toBe('owed');
  expect(returnStanding({ outcome: null })).toBe('stated');
  expect(returnStanding({ outcome: 'contested' })).toBe('contested');
  expect(returnStanding({ outcome: 'confirmed' })).toBe('confirmed');
  expect((['owed', 'stated', 'contested', 'confirmed'] as const).map(mayState)).toEqual([true, false, true, false]);
});

test('thirty days from the end', () => expect(returnDueOn('2027-03-02')).toBe('2027-04-01'));

test('the day lies between signing and today, and a file shows what was done unless nothing was received', () => {
  const field = (given: Partial<Parameters<typeof requireSoundReturn>[0]>) => {
    try {
      requireSoundReturn(
        { way: 'returned', doneOn: '2027-03-10', hasFile: true, ...given },
        '2026-11-02',
        '2027-03-20',
      );
      return null;
    } catch (error) {
      return error instanceof AppError ? [error.code, error.field] : error;
    }
  };
  expect(field({})).toBeNull();
  expect(field({ doneOn: '2027-03-20' })).toBeNull();
  expect(field({ doneOn: '2027-03-21' })).toEqual(['invalid', 'doneOn']);
  expect(field({ doneOn: '2026-11-02' })).toBeNull();
  expect(field({ doneOn: '2026-11-01' })).toEqual(['invalid', 'doneOn']);
  for (const way of ['returned', 'destroyed', 'both'] as const)
    expect(field({ way, hasFile: false })).toEqual(['invalid', 'file']);
  expect(field({ way: 'none', hasFile: false })).toBeNull();
});

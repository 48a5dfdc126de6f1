import { expect, test } from 'vitest';
import { importProgress, importUnderWay, mayHaveStopped } from './import-progress.ts';

const since = new Date('2026-11-21T02:00:00Z');
const after = (seconds: number) => new Date(since.getTime() + seconds * 1000);
const row = {
  state: 'running',
  phaseAt: since,
  startedAt: after(-600),
  finishedAt: null,
  createdAt: after(-9_000),
  checkedRows: 40_000,
  checkedPpm: 400_000,
  validRows: 1_500,
  doneRows: 500,
  importedRows: 900,
  updatedRows: 100,
  undoneRows: 240,
  keptRows: 10,
} as const;

test('500 of 1,500 rows in 2 s are 250 a second, 4 s are left', () => {
  expect(importProgress(importUnderWay(row), after(2))).toEqual({ rowsPerSecond: 250, secondsLeft: 4 });
  const none = { rowsPerSecond: null, secondsLeft: null };
  expect(importProgress(importUnderWay({ ...row, doneRows: 0 }), after(2))).toEqual(none);
  expect(importProgress(importUnderWay(row), since)).toEqual(none);
});

test('a check tells its time by how much of the file it has read: nobody knows yet how many rows there are', () => {
  expect(importProgress(importUnderWay({ ...row, state: 'checking' }), after(10))).toEqual({
    rowsPerSecond: 4_000,
    secondsLeft: 15,
  });
  expect(importProgress(importUnderWay({ ...row, state: 'checking', checkedPpm: 1_000_000 }), after(10))).toMatchObject(
    {
      secondsLeft: 0,
    },
  );
});

test('taking back counts what stays as done, too', () => {
  expect(importProgress(importUnderWay({ ...row, state: 'undoing' }), after(5))).toEqual({
    rowsPerSecond: 50,
    secondsLeft: 15,
  });
});

test('the time of the present phase counts, whatever went before; an import from before has none', () => {
  expect(mayHaveStopped(importUnderWay(row).since, after(60))).toBe(false);
  expect(mayHaveStopped(importUnderWay(row).since, after(121))).toBe(true);
  expect(importUnderWay({ ...row, phaseAt: null }).since).toEqual(row.startedAt);
});

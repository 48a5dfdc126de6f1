import type { RowGiven } from '#app/domain/check-rows.ts';

/** Takes one row as it stands in a file; a promise makes the reader wait. */
export type TakeGiven = (row: RowGiven) => Promise<void> | void;

/** Is told how much of a file is read, from 0 to 1. */
export type NoteShare = (share: number) => Promise<void> | void;
/** Is told of every piece that is read. */
export type NoteBytes = (bytes: number) => Promise<void> | void;

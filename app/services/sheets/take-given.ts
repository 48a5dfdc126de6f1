import type { RowGiven } from '#app/domain/check-rows.ts';

/** Takes one row as it stands in a file; a promise makes the reader wait. */
export type TakeGiven = (row: RowGiven) => Promise<void> | void;

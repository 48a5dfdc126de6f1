import type { ImportFailure } from '#app/domain/import-failure.ts';

/** The sheet cannot be read at all; carried out of the child process by its code and what it is about. */
export class ReadFailure extends Error {
  readonly failure: ImportFailure;
  /** Columns of ours, the number of a row, or the name of a rule: never what stands in a cell. */
  readonly detail: string | null;

  constructor(failure: ImportFailure, detail: string | null = null) {
    super(failure);
    this.name = 'ReadFailure';
    this.failure = failure;
    this.detail = detail;
  }
}

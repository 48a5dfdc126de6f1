import type { ImportFailure } from '#app/domain/import-failure.ts';

/** The sheet cannot be read at all; carried out of the child process by its code. */
export class ReadFailure extends Error {
  readonly failure: ImportFailure;

  constructor(failure: ImportFailure) {
    super(failure);
    this.name = 'ReadFailure';
    this.failure = failure;
  }
}

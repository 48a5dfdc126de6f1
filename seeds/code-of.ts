import { isAppError } from '#app/domain/errors.ts';

/** For tests: what a verb refused with, the code of its `AppError`; `done` where it did not. Any other error goes on. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (isAppError(error) ? error.code : Promise.reject(error)),
  );

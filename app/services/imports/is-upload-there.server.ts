import { access } from 'node:fs/promises';
import type { Context } from '../context.server.ts';

/** False where the bytes of an upload were erased, because a row of it may not be kept. */
export const isUploadThere = ({ files }: Pick<Context, 'files'>, sha256: string): Promise<boolean> =>
  access(files.path(sha256)).then(
    () => true,
    () => false,
  );

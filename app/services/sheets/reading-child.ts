import { once } from 'node:events';
import type { RowGiven } from '#app/domain/check-rows.ts';
import { isImportFailure, maxImportRows } from '#app/domain/import-failure.ts';
import { ReadFailure } from './read-failure.ts';
import { readGiven, type SheetKind } from './read-given.ts';

/** What a reading child says, a line each. */
export interface Out {
  say(line: string): Promise<void> | void;
  sayJson(value: unknown): Promise<void> | void;
}

export interface RowTaker {
  take(given: RowGiven): Promise<void> | void;
  /** So much of the file is read, from 0 to 1; said for every hundredth or so. */
  share?(share: number): Promise<void> | void;
  /** After the last row, with how many there were. */
  end(hasHead: boolean, rows: number): Promise<void>;
}

/** Thrown by a taker that has said all there is to say. */
export class Stopped extends Error {}

/**
 * What every reading child does: a process of its own with a small heap, `node child.mjs <path> xlsx|text …`, that says lines on its
 * standard output and at last why the file cannot be read, if so.
 */
export async function readAsChild(takerOf: (out: Out) => RowTaker | Promise<RowTaker>): Promise<void> {
  const [path = '', kind = ''] = process.argv.slice(2);
  let rows = 0;
  let pending = '';
  const flush = async (): Promise<void> => {
    const text = pending;
    pending = '';
    if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  const say = (line: string): Promise<void> | void => {
    pending += `${line}\n`;
    if (pending.length > 65_536) return flush();
  };
  const sayJson = (value: unknown) => say(JSON.stringify(value));
  try {
    const taker = await takerOf({ say, sayJson });
    let said = 0;
    const takeGiven = (given: RowGiven) => {
      if (given.kind !== 'aside' && given.kind !== 'pictures' && (rows += 1) > maxImportRows + 1)
        throw new ReadFailure('too_many_rows');
      return taker.take(given);
    };
    const { hasHead } = await readGiven(path, kind as SheetKind, takeGiven, (share) => {
      if (share - said < 0.01) return;
      said = share;
      return taker.share?.(share);
    });
    await taker.end(hasHead, rows);
  } catch (error) {
    if (!(error instanceof Stopped)) {
      const known = error instanceof ReadFailure && isImportFailure(error.failure) ? error : new ReadFailure('broken');
      await sayJson({ failure: known.failure, detail: known.detail });
    }
  }
  await flush();
}

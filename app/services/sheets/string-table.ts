import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StringTable {
  add(text: string): void;
  get(index: number): string | undefined;
  /** Those that nobody has asked for, a handful at a time. */
  unused(): Iterable<readonly string[]>;
  close(): void;
}

const windowBytes = 262_144;

/**
 * The shared strings of a workbook, on disk: two million of them would fill the heap. Reads go through one window. The file
 * loses its name at once, so that nothing of it stays behind when the process is killed in the middle.
 */
export function stringTable(): StringTable {
  const folder = mkdtempSync(join(tmpdir(), 'chengguo-strings-'));
  const file = openSync(join(folder, 'strings'), 'w+');
  removeIfPossible(folder);
  let offsets = new Float64Array(4096);
  let asked = new Uint8Array(4096);
  let count = 0;
  let end = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const window = Buffer.alloc(windowBytes);
  let windowFrom = 0;
  let windowTo = 0;

  const flush = () => {
    if (pendingBytes === 0) return;
    writeSync(file, Buffer.concat(pending), 0, pendingBytes, end - pendingBytes);
    pending = [];
    pendingBytes = 0;
  };
  const get = (index: number): string | undefined => {
    if (!Number.isSafeInteger(index) || index < 0 || index >= count) return undefined;
    flush();
    asked[index] = 1;
    const from = offsets[index] ?? 0;
    const to = offsets[index + 1] ?? from;
    if (to - from > windowBytes) {
      const own = Buffer.alloc(to - from);
      readSync(file, own, 0, own.length, from);
      return own.toString('utf8');
    }
    if (from < windowFrom || to > windowTo) {
      windowFrom = from;
      windowTo = from + readSync(file, window, 0, windowBytes, from);
    }
    return window.toString('utf8', from - windowFrom, to - windowFrom);
  };
  return {
    get,
    *unused() {
      let texts: string[] = [];
      for (let index = 0; index < count; index += 1) {
        if (asked[index] === 1) continue;
        texts.push(get(index) ?? '');
        if (texts.length >= 500) yield texts.splice(0);
      }
      if (texts.length > 0) yield texts;
    },
    add(text) {
      const bytes = Buffer.from(text, 'utf8');
      if (count + 2 > offsets.length) {
        const larger = new Float64Array(offsets.length * 2);
        larger.set(offsets);
        offsets = larger;
        const more = new Uint8Array(larger.length);
        more.set(asked);
        asked = more;
      }
      end += bytes.length;
      offsets[(count += 1)] = end;
      pending.push(bytes);
      if ((pendingBytes += bytes.length) >= windowBytes) flush();
    },
    close() {
      closeSync(file);
      removeIfPossible(folder);
    },
  };
}

/** Some systems keep the name of an open file: there it goes when the table is closed. */
function removeIfPossible(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isImportFailure } from '#app/domain/import-failure.ts';
import { projectRoot } from '#db/project-root.ts';
import { ReadFailure } from './read-failure.ts';

export interface SheetRow {
  readonly rowNo: number;
  readonly cells: readonly string[];
}

const heapMb = 128;
const patienceMs = 300_000;

/**
 * Rows of an uploaded sheet, read in a child process with a small heap and none of our settings: what a hostile file
 * does there ends with the child.
 *
 * @throws ReadFailure with why the sheet cannot be read
 */
export async function* readSheet(path: string, kind: 'xlsx' | 'csv'): AsyncGenerator<SheetRow> {
  const script = join(projectRoot, 'app/services/imports/read-sheet.child.ts');
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, '--import', 'tsx', script, path, kind], {
    cwd: projectRoot,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-4000);
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  ended.catch(() => {});
  let isLate = false;
  const alarm = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, patienceMs);
  let isWhole = false;
  try {
    for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
      if (line === '') continue;
      const said = parsed(line);
      if (said === null) break;
      if (Array.isArray(said)) yield { rowNo: said[0], cells: said[1] };
      else if ('end' in said) isWhole = true;
      else throw new ReadFailure(isImportFailure(said.failure) ? said.failure : 'broken', said.detail);
    }
    if (isWhole) return;
    await ended;
    if (isLate) throw new ReadFailure('slow');
    throw new ReadFailure(/heap|memory/i.test(complaint) ? 'too_large' : 'broken');
  } finally {
    clearTimeout(alarm);
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}

type Said = [number, string[]] | { end: number } | { failure: string; detail: string | null };

/** Null for a line that the child could not finish. */
function parsed(line: string): Said | null {
  try {
    return JSON.parse(line) as Said;
  } catch {
    return null;
  }
}

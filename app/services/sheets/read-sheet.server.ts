import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isImportFailure } from '#app/domain/import-failure.ts';
import { projectRoot } from '#db/project-root.ts';
import { childProgram } from '../child-program.server.ts';
import { ReadFailure } from './read-failure.ts';
import type { SheetKind } from './read-given.ts';

export interface SheetRow {
  readonly rowNo: number;
  readonly cells: readonly string[];
  /** Of JSON lines: the object; null for a line that is none. */
  readonly record?: Readonly<Record<string, unknown>> | null;
}

const heapMb = 160;
/** So much is filled before anybody looks for what is dead in it: of what a check remembers nothing is, before its end. */
const firstMb = 80;
/** Room for what lives a moment, so that a row is gone before anybody tidies up. */
const freshMb = 24;
const patienceMs = 600_000;
const newline = 10;

/**
 * Lines of a reading child, by the source of its program: a process with a small heap and none of our settings, so that what a hostile file does there
 * ends with it. Lines are bytes, a piece of many at a time.
 *
 * @throws ReadFailure with why the sheet cannot be read
 */
export async function* childLines(
  source: string,
  [path, kind, ...more]: readonly [path: string, kind: SheetKind, ...more: string[]],
  order?: unknown,
): AsyncGenerator<Buffer[]> {
  const program = await childProgram(source);
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMb}`,
      `--initial-old-space-size=${firstMb}`,
      `--max-semi-space-size=${freshMb}`,
      program,
      path,
      kind,
      ...more,
    ],
    {
      cwd: projectRoot,
      env: { NODE_ENV: 'production', PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  // The child may end before it has read what it was told.
  child.stdin.on('error', () => {});
  child.stdin.end(order === undefined ? '' : JSON.stringify(order));
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
  let rest: Buffer[] = [];
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      const lines: Buffer[] = [];
      let from = 0;
      for (let to = chunk.indexOf(newline); to >= 0; to = chunk.indexOf(newline, from)) {
        const end = chunk.subarray(from, to);
        const line = rest.length === 0 ? end : Buffer.concat([...rest, end]);
        rest = [];
        from = to + 1;
        // What is neither a row nor the end is a failure; it is short, rows are not looked into.
        if (line.length < 65_536 && line[0] === brace) isWhole = isEnd(line) || isWhole;
        if (line.length > 0) lines.push(line);
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
      if (lines.length > 0) yield lines;
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

const brace = '{'.charCodeAt(0);

/** True for the line with which the child says that it is through. */
function isEnd(line: Buffer): boolean {
  const said = parsed(line) as { failure?: unknown; detail?: string | null; end?: number; ask?: unknown } | null;
  if (said === null) return false;
  if (said.failure !== undefined)
    throw new ReadFailure(isImportFailure(said.failure) ? said.failure : 'broken', said.detail);
  return said.end !== undefined || said.ask !== undefined;
}

/** Null for a line that the child could not finish. */
export function parsed(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString()) as unknown;
  } catch {
    return null;
  }
}

/** Rows of an uploaded sheet as they stand in it. */
export async function* readSheet(path: string, kind: SheetKind): AsyncGenerator<SheetRow> {
  for await (const lines of childLines('app/services/sheets/read-sheet.child.ts', [path, kind])) {
    for (const line of lines) {
      const said = parsed(line);
      if (!Array.isArray(said)) continue;
      const [rowNo, cells, record] = said as [number, string[], (Record<string, unknown> | null)?];
      yield record === undefined ? { rowNo, cells } : { rowNo, cells, record };
    }
  }
}

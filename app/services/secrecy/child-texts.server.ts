import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { AppError } from '#app/domain/errors.ts';
import { projectRoot } from '#db/project-root.ts';
import { childProgram } from '../child-program.server.ts';
import { placesOf } from './places.ts';

const heapMb = 256;
/** Decoded streams stand outside the heap: the whole process may take so much. */
const mostMb = 600;
const mostBytes = 16 * 1_048_576;

/** Each reader is a process; more than these wait, and more than wait are asked to come again. */
const readers = placesOf(2, 20);

export interface ChildTexts {
  readonly texts: readonly string[];
  /** False where something was not read: a person has to. */
  readonly isWhole: boolean;
  /** Something in it has no words, as a scanned page or a picture: a person looks at that, too. */
  readonly hasPictures: boolean;
}

/** What a reader says of a part that has no words. */
const picture = '0';

/**
 * What a file says, as far as a process of its own gets within its memory and `patienceMs`. The program writes a text a line as
 * JSON, `0` for what has no words, and `true` where that was all. `source` is its path from the project's root.
 *
 * @throws AppError 'rate_limited' where too many wait already
 */
export async function childTexts(source: string, args: readonly string[], patienceMs: number): Promise<ChildTexts> {
  const answer = readers(() => readIn(source, args, patienceMs));
  if (answer === null) throw new AppError('rate_limited');
  return answer;
}

async function readIn(source: string, args: readonly string[], patienceMs: number): Promise<ChildTexts> {
  const file = await childProgram(source);
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, file, ...args], {
    cwd: projectRoot,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  ended.catch(() => {});
  const kill = () => child.kill('SIGKILL');
  const alarm = setTimeout(kill, patienceMs);
  const watch = setInterval(() => void residentMb(child.pid).then((mb) => mb > mostMb && kill()), 100);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) break;
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(alarm);
    clearInterval(watch);
    if (child.exitCode === null) kill();
  }
  await ended;
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\n');
  const isWhole = bytes <= mostBytes && lines.at(-1) === 'true';
  const said = isWhole ? lines.slice(0, -1) : lines;
  return { texts: said.flatMap(textIn), isWhole, hasPictures: said.includes(picture) };
}

/** Memory of a process where the system tells it, as Linux does; 0 elsewhere and once it has ended. */
async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** A line that was cut off half-way says nothing. */
function textIn(line: string): string[] {
  if (line === '' || line === picture) return [];
  try {
    return [String(JSON.parse(line))];
  } catch {
    return [];
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '#app/domain/errors.ts';
import { projectRoot } from '#db/project-root.ts';
import { placesOf } from './places.ts';

const heapMb = 256;
/** Decoded streams stand outside the heap: the whole process may take so much. */
const mostMb = 600;
const mostPages = 300;
const mostBytes = 16 * 1_048_576;
const program = fileURLToPath(new URL('read-pdf.child.ts', import.meta.url));

/** Each reader is a process; more than these wait, and more than wait are asked to come again. */
const readers = placesOf(2, 20);

export interface PdfTexts {
  readonly texts: readonly string[];
  /** False where something of a PDF was not read: a person has to. */
  readonly isWhole: boolean;
}

/**
 * What a PDF says of itself, on its pages, in its fields and in its notes, as far as a process of its own gets within its memory
 * and `patienceMs`. Nothing of a file that is no PDF, that is locked, or whose pages are pictures: a person looks at those.
 *
 * @throws AppError 'rate_limited' where too many wait already
 */
export async function pdfTexts(path: string, patienceMs = 20_000): Promise<PdfTexts> {
  if (!(await isPdf(path))) return { texts: [], isWhole: true };
  const answer = readers(() => readPages(path, patienceMs));
  if (answer === null) throw new AppError('rate_limited');
  return answer;
}

async function readPages(path: string, patienceMs: number): Promise<PdfTexts> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMb}`, '--import', 'tsx', program, path, String(mostPages)],
    {
      cwd: projectRoot,
      env: { NODE_ENV: 'production', PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
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
  return { texts: (isWhole ? lines.slice(0, -1) : lines).flatMap(textIn), isWhole };
}

/** Memory of a process where the system tells it, as Linux does; 0 elsewhere and once it has ended. */
async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** A line that was cut off half-way says nothing. */
function textIn(line: string): string[] {
  try {
    return line === '' ? [] : [String(JSON.parse(line))];
  } catch {
    return [];
  }
}

/** Readers find the mark of a PDF anywhere in its first kilobyte. */
async function isPdf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return buffer.subarray(0, bytesRead).includes('%PDF-');
  } finally {
    await file.close();
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '#db/project-root.ts';

const heapMb = 256;
const mostPages = 300;
const mostBytes = 16 * 1_048_576;
const program = fileURLToPath(new URL('read-pdf.child.ts', import.meta.url));

/**
 * What a PDF says of itself, on its pages and in its notes, as far as a process of its own gets within its heap and `patienceMs`.
 * Nothing of a file that is no PDF, that is locked, or whose pages are pictures: a person looks at those.
 */
export async function pdfTexts(path: string, patienceMs = 20_000): Promise<string[]> {
  if (!(await isPdf(path))) return [];
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
  const alarm = setTimeout(() => child.kill('SIGKILL'), patienceMs);
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
    if (child.exitCode === null) child.kill('SIGKILL');
  }
  await ended;
  return Buffer.concat(chunks).toString().split('\n').flatMap(textIn);
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

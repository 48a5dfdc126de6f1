import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#db/project-root.ts';

let made: Promise<string> | null = null;

/**
 * The program of the reading child as one file of JavaScript, made once a process and gone with it. Started from its sources
 * the child would translate them first, each time: a second, for which somebody who uploads twenty rows waits.
 */
export function readerProgram(): Promise<string> {
  made ??= make().catch((error: unknown) => {
    made = null;
    throw error;
  });
  return made;
}

async function make(): Promise<string> {
  const { build } = await import('esbuild');
  const folder = mkdtempSync(join(tmpdir(), 'chengguo-reader-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'reader.mjs');
  await build({
    entryPoints: [join(projectRoot, 'app/services/imports/read-sheet.child.ts')],
    outfile,
    absWorkingDir: projectRoot,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    // Packages of the older kind ask for Node's modules by `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return outfile;
}

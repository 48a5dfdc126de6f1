import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { projectRoot } from '#db/project-root.ts';

const made = new Map<string, Promise<string>>();
const { resolve } = createRequire(join(projectRoot, 'package.json'));
let folder: string | null = null;

/** Loads a worker that lies beside it, so it stays where it is. */
const pdfjsInPlace: Plugin = {
  name: 'pdfjs in place',
  setup({ onResolve }) {
    onResolve({ filter: /^pdfjs-dist\// }, ({ path }) => ({ path: pathToFileURL(resolve(path)).href, external: true }));
  },
};

/**
 * The program of a child process as one file of JavaScript, made once a process and gone with it. Started from its sources the
 * child would translate them, and what they import, first and each time: seconds, for which somebody who uploads a paper waits.
 *
 * @param source of the program, from the project's root: `app/services/…/….child.ts`
 */
export function childProgram(source: string): Promise<string> {
  const known = made.get(source);
  if (known !== undefined) return known;
  const making = make(source).catch((error: unknown) => {
    made.delete(source);
    throw error;
  });
  made.set(source, making);
  return making;
}

async function make(source: string): Promise<string> {
  const { build } = await import('esbuild');
  const outfile = join(ownFolder(), `${basename(source, '.ts')}.mjs`);
  await build({
    entryPoints: [join(projectRoot, source)],
    outfile,
    absWorkingDir: projectRoot,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    plugins: [pdfjsInPlace],
    // Packages of the older kind ask for Node's modules by `require`.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
  return outfile;
}

function ownFolder(): string {
  if (folder !== null) return folder;
  const own = mkdtempSync(join(tmpdir(), 'chengguo-children-'));
  process.once('exit', () => rmSync(own, { recursive: true, force: true }));
  folder = own;
  return own;
}

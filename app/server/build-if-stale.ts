import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectRoot } from '#db/project-root.ts';

const sources = [
  'app',
  'db/schema',
  'search',
  'public',
  'package.json',
  'remix.config.js',
  'vite.config.ts',
  'tsconfig.json',
];

/** Builds the site when a source is newer than the last build, and says so: it takes some ten seconds. */
export async function buildIfStale(log: (line: string) => void): Promise<void> {
  const built = join(projectRoot, 'build', 'server', 'index.js');
  if (existsSync(built) && newest(sources) <= statSync(built).mtimeMs) return;
  log('Building the site, once …');
  // The package exports no path to its program, but does export its package.json.
  const program = join(
    dirname(createRequire(import.meta.url).resolve('@remix-run/dev/package.json')),
    'dist',
    'cli.js',
  );
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'vite:build', '--logLevel', 'warn'], {
      cwd: projectRoot,
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the build failed (exit ${code})`))));
  });
}

function newest(paths: readonly string[]): number {
  let latest = 0;
  for (const path of paths) {
    const full = join(projectRoot, path);
    const stats = statSync(full);
    if (!stats.isDirectory()) latest = Math.max(latest, stats.mtimeMs);
    else {
      const names = readdirSync(full).filter((name) => !/\.test\.tsx?$/.test(name));
      latest = Math.max(latest, newest(names.map((name) => join(path, name))));
    }
  }
  return latest;
}

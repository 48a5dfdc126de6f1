import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { program, type Binaries } from './binaries.ts';
import { run, succeeds, type Account } from './command.ts';

export interface Place {
  dataDir: string;
  native: string;
  /** The durable folder outside the checkout, when the account cannot enter the checkout. */
  movedTo?: string;
}

interface Wish {
  dataDir: string;
  elsewhere: string;
  account: Account;
  binaries: Binaries;
  log: (line: string) => void;
}

/** Where the server's data and programs live: in the checkout, or, when its account cannot enter that, elsewhere. */
export async function choosePlace({ dataDir, elsewhere, account, binaries, log }: Wish): Promise<Place> {
  openFolder(dirname(dataDir));
  if (!account) return { dataDir, native: binaries.native };

  const moved = join(elsewhere, createHash('sha256').update(dataDir).digest('hex').slice(0, 12), basename(dataDir));
  const movedBefore = existsSync(join(moved, 'PG_VERSION')) && !existsSync(join(dataDir, 'PG_VERSION'));
  const canEnter = succeeds('/bin/sh', ['-c', 'cd "$1"', 'sh', dirname(dataDir)], account);
  const canRun = succeeds(program(binaries.native, 'postgres'), ['--version'], account);
  const native = canRun ? binaries.native : await copyBinaries(binaries, elsewhere);
  if (canEnter && !movedBefore) return { dataDir, native };

  openFolder(dirname(moved));
  log(`PostgreSQL's account cannot enter ${dirname(dataDir)}: the data live in ${moved}.`);
  return { dataDir: moved, native, movedTo: moved };
}

/** Makes the folder and lets others pass through what was made, whatever the umask; existing folders stay as they are. */
function openFolder(folder: string): void {
  if (existsSync(folder)) return;
  openFolder(dirname(folder));
  mkdirSync(folder, { recursive: true });
  if (process.platform !== 'win32') chmodSync(folder, 0o755);
}

async function copyBinaries({ native, version }: Binaries, elsewhere: string): Promise<string> {
  const copy = join(elsewhere, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  openFolder(elsewhere);
  const half = `${copy}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX', half]);
  try {
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

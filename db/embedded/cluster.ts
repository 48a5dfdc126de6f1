import { randomBytes, randomInt } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { program } from './binaries.ts';
import { run, type Account } from './command.ts';
import type { Place } from './place.ts';

const superuser = 'chengguo';
export const database = 'chengguo';

const portFile = (dataDir: string) => join(dataDir, 'chengguo.port');
const passwordFile = (dataDir: string) => join(dataDir, 'chengguo.password');

/** Makes the data folder once; a first start that was killed half-way leaves nothing that looks finished. */
export async function ensureCluster({ dataDir, native }: Place, account: Account, version: string): Promise<void> {
  const versionFile = join(dataDir, 'PG_VERSION');
  if (existsSync(versionFile)) return checkVersion(readFileSync(versionFile, 'utf8').trim(), version, dataDir);

  const fresh = `${dataDir}.new`;
  const secret = `${dataDir}.secret`;
  rmSync(fresh, { recursive: true, force: true });
  rmSync(secret, { force: true });
  mkdirSync(fresh, { mode: 0o700 });
  if (account) chownSync(fresh, account.uid, account.gid);
  writePrivate(secret, randomBytes(24).toString('hex'), account);

  // The builtin locale sorts and classifies alike on every system, and pg_trgm keeps Chinese characters with it.
  const libcLocale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const { ok, output } = await run(
    program(native, 'initdb'),
    [
      `--pgdata=${fresh}`,
      `--username=${superuser}`,
      '--auth=scram-sha-256',
      `--pwfile=${secret}`,
      '--encoding=UTF8',
      `--locale=${libcLocale}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      '--no-sync',
    ],
    account,
  );
  if (!ok) throw new Error(`initdb failed in ${fresh}:\n${output}`);
  renameSync(secret, passwordFile(fresh));
  renameSync(fresh, dataDir);
}

function checkVersion(found: string, version: string, dataDir: string): void {
  const ours = version.split('.')[0];
  if (found !== ours)
    throw new Error(
      `${dataDir} was made by PostgreSQL ${found}, the embedded one is ${ours}: move the folder away or set DATABASE_URL.`,
    );
}

function writePrivate(file: string, text: string, account: Account): void {
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  if (account) chownSync(file, account.uid, account.gid);
}

export function serverUrl(dataDir: string, port: number, database: string): string {
  return `postgres://${superuser}:${readFileSync(passwordFile(dataDir), 'utf8')}@127.0.0.1:${port}/${database}`;
}

/** The port chosen at the first start; another one only when it is missing or a stranger listens there now. */
export async function keptPort(dataDir: string): Promise<number> {
  const file = portFile(dataDir);
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (kept && (await isFree(kept))) return kept;
  const port = await freePort();
  writeFileSync(file, String(port));
  return port;
}

// Below the range from which systems take ports for outgoing connections, so that it is still free next time.
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(15_400, 25_400);
    if (await isFree(port)) return port;
  }
  throw new Error('No free port between 15400 and 25400 for the embedded PostgreSQL.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { program } from './binaries.ts';
import { run, type Account } from './command.ts';
import type { Place } from './place.ts';

/** What is known without connecting: a postmaster on this port, leftovers of a killed one, or nothing. */
export type Sighting = { state: 'up'; port: number } | { state: 'leftovers'; pids: number[] } | { state: 'down' };

export function lookForPostmaster(dataDir: string): Sighting {
  const lock = readLock(dataDir);
  const processes = clusterProcesses(dataDir);
  if (processes === null) return lock && isPostgres(lock.pid) ? { state: 'up', port: lock.port } : { state: 'down' };
  if (lock && processes.includes(lock.pid)) return { state: 'up', port: lock.port };
  return processes.length ? { state: 'leftovers', pids: processes } : { state: 'down' };
}

function readLock(dataDir: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return null;
  }
}

/** On Linux every process of a server works in its data folder: exact, where a stale pid may be a stranger's by now. */
function clusterProcesses(dataDir: string): number[] | null {
  if (process.platform !== 'linux') return null;
  const folder = realpathSync(dataDir);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === folder && nameOf(pid) === 'postgres';
      } catch {
        return false;
      }
    });
}

const nameOf = (pid: number) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim();

function isPostgres(pid: number): boolean {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).includes('postgres');
  } catch {
    return false;
  }
}

export interface Durability {
  /** False for throw-away data: nothing is forced to disk. */
  durable: boolean;
}

/** Starts the server; false, with its last words, when it did not come up. */
export async function startPostmaster(
  { dataDir, native }: Place,
  account: Account,
  port: number,
  { durable }: Durability,
): Promise<{ ok: boolean; output: string }> {
  const logFile = join(dataDir, 'server.log');
  if (existsSync(logFile) && statSync(logFile).size > 5_000_000) rmSync(logFile);
  // Called only when no process of this server lives: the file is stale, and its number may be somebody else's.
  rmSync(join(dataDir, 'postmaster.pid'), { force: true });

  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=128MB',
    'jit=off',
    'wal_level=minimal',
    'max_wal_senders=0',
    'timezone=Asia/Shanghai',
    'log_timezone=Asia/Shanghai',
    'log_checkpoints=off',
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']),
  ];
  const serverOptions = settings.map((setting) => `-c ${setting}`).join(' ');
  const started = await run(
    program(native, 'pg_ctl'),
    ['start', '-D', dataDir, '-l', logFile, '-o', serverOptions, '-w', '-t', '60', '-s'],
    account,
  );
  return started.ok ? started : { ok: false, output: `${started.output}\n${lastLines(logFile)}`.trim() };
}

export async function stopPostmaster({ dataDir, native }: Place, account: Account): Promise<void> {
  const { ok, output } = await run(
    program(native, 'pg_ctl'),
    ['stop', '-D', dataDir, '-m', 'fast', '-w', '-t', '60', '-s'],
    account,
  );
  if (!ok && lookForPostmaster(dataDir).state === 'up') throw new Error(`PostgreSQL did not stop: ${output}`);
}

function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : '';
}

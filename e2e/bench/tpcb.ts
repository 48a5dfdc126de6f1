import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { parallel } from './timing.ts';

const run = promisify(execFile);
const scale = 10;
const accounts = scale * 100_000;

/** The server's program, on the path or where packages put it; null where there is none. */
function findPgbench(): string | null {
  const packaged = '/usr/lib/postgresql';
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    ...(existsSync(packaged) ? readdirSync(packaged).map((version) => join(packaged, version, 'bin')) : []),
  ];
  return folders.map((folder) => join(folder, 'pgbench')).find((file) => existsSync(file)) ?? null;
}

/** A database of its own on the same server, with the tables and rows of TPC-B at a scale above the number of clients. */
export async function makeTpcb(serverUrl: string): Promise<string> {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe('create database tpcb');
  await admin.end();
  const url = new URL(serverUrl);
  url.pathname = '/tpcb';
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  await sql.unsafe(`
    create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100);
    create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into pgbench_branches select n, 0, '' from generate_series(1, ${scale}) n;
    insert into pgbench_tellers select n, (n - 1) / 10 + 1, 0, '' from generate_series(1, ${scale * 10}) n;
    insert into pgbench_accounts select n, (n - 1) / 100000 + 1, 0, '' from generate_series(1, ${accounts}) n;
  `);
  await sql.unsafe('vacuum analyze');
  await sql.end();
  return url.href;
}

export interface TpcbRate {
  readonly by: 'pgbench' | 'the same five statements through postgres.js';
  readonly perSecond: number;
}

/** Transactions a second with so many clients: pgbench itself where it is found, and the same statements from this process. */
export async function measureTpcb(url: string, clients: number, seconds: number): Promise<TpcbRate[]> {
  const program = findPgbench();
  const rates: TpcbRate[] = [];
  if (program !== null) rates.push({ by: 'pgbench', perSecond: await byPgbench(program, url, clients, seconds) });
  rates.push({
    by: 'the same five statements through postgres.js',
    perSecond: await byPostgresJs(url, clients, seconds),
  });
  return rates;
}

async function byPgbench(program: string, url: string, clients: number, seconds: number): Promise<number> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const args = ['-n', '-c', String(clients), '-j', '2', '-T', String(seconds)];
  const { stdout } = await run(program, [...args, '-h', hostname, '-p', port, '-U', username, pathname.slice(1)], {
    env: { ...process.env, PGPASSWORD: password },
  });
  const rate = /tps = ([\d.]+)/.exec(stdout)?.[1];
  if (rate === undefined) throw new Error(`pgbench said: ${stdout}`);
  return Number(rate);
}

async function byPostgresJs(url: string, clients: number, seconds: number): Promise<number> {
  const sql = postgres(url, { max: clients, onnotice: () => {} });
  const upTo = (n: number): number => 1 + Math.floor(Math.random() * n);
  const { perSecond } = await parallel(clients, seconds * 1000, async () => {
    const [aid, bid, tid, delta] = [upTo(accounts), upTo(scale), upTo(scale * 10), upTo(10_001) - 5001];
    await sql.begin(async (tx) => {
      await tx`update pgbench_accounts set abalance = abalance + ${delta} where aid = ${aid}`;
      await tx`select abalance from pgbench_accounts where aid = ${aid}`;
      await tx`update pgbench_tellers set tbalance = tbalance + ${delta} where tid = ${tid}`;
      await tx`update pgbench_branches set bbalance = bbalance + ${delta} where bid = ${bid}`;
      await tx`insert into pgbench_history (tid, bid, aid, delta, mtime) values (${tid}, ${bid}, ${aid}, ${delta}, current_timestamp)`;
    });
  });
  await sql.end();
  return perSecond;
}

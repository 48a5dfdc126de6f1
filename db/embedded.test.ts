import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from './client.server.ts';
import { isDatabaseAway } from './database-away.server.ts';
import { startEmbedded, type Embedded } from './embedded.ts';
import { projectRoot } from './project-root.ts';

const isRoot = process.getuid?.() === 0;
const base = mkdtempSync(join(tmpdir(), 'chengguo-embedded-'));
// mkdtemp closes its folder to others, and as root the server runs as somebody else.
if (isRoot) chmodSync(base, 0o755);
const dataDir = join(base, '.data', 'postgres');
const elsewhere = join(base, 'elsewhere');

let running: Embedded[] = [];
let lines: string[] = [];
beforeEach(() => {
  running = [];
  lines = [];
});
afterEach(async () => {
  for (const embedded of running) await embedded.stop();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

async function start(folder = dataDir): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir: folder, elsewhere, log: (line) => lines.push(line) });
  running.push(embedded);
  return embedded;
}

async function ask<T extends postgres.MaybeRow>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return await sql.unsafe<T[]>(text);
  } finally {
    await sql.end();
  }
}

const postmasterPid = () => Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
const isUp = () => existsSync(join(dataDir, 'postmaster.pid'));

test('the first start makes a private folder, a password and a database that sorts alike everywhere', async () => {
  const { url } = await start();
  const [row] = await ask(
    url,
    `select current_database() as name, datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding,
            current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets
     from pg_database where datname = current_database()`,
  );
  expect(row).toEqual({
    name: 'chengguo',
    provider: 'b',
    locale: 'C.UTF-8',
    encoding: 'UTF8',
    addresses: '127.0.0.1',
    sockets: '',
  });
  expect(statSync(dataDir).mode & 0o077).toBe(0);
  const stranger = new URL(url);
  stranger.password = 'guessed';
  await expect(ask(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('the next start keeps the address and the data', async () => {
  const before = await start();
  await ask(before.url, 'create table kept as select 42 as answer');
  await before.stop();
  expect(isUp()).toBe(false);
  const after = await start();
  expect(after.url).toBe(before.url);
  expect(await ask(after.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('a second start joins the running server, and the last one out stops it', async () => {
  const first = await start();
  const pid = postmasterPid();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(postmasterPid()).toBe(pid);
  await first.stop();
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.stop();
  expect(isUp()).toBe(false);
});

test('two first starts at the same time end with one server', async () => {
  const folder = join(base, '.data', 'race');
  const [one, two] = await Promise.all([start(folder), start(folder)]);
  expect(one.url).toBe(two.url);
});

test('after kill -9 of the server alone, it comes back and open pools go on', async () => {
  const { url } = await start();
  await ask(url, 'create table before_the_crash as select 7 as kept');
  const { sql, db, close } = openDatabase(url, { poolSize: 2 });
  await sql`select 1`;
  const dead = postmasterPid();
  process.kill(dead, 'SIGKILL');

  const failures: unknown[] = [];
  const deadline = Date.now() + 10_000;
  while (!isUp() || postmasterPid() === dead) {
    if (Date.now() > deadline) throw new Error('The server did not come back.');
    await db.execute('select 1').catch((error: unknown) => failures.push(error));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await (await start()).stop();
  expect(failures.filter((error) => !isDatabaseAway(error))).toEqual([]);
  // The pool's connections are dead; nobody is told of it once the server is back.
  expect(await db.execute('select kept from before_the_crash')).toEqual([{ kept: 7 }]);
  expect(await db.transaction((tx) => tx.execute('select kept from before_the_crash'))).toEqual([{ kept: 7 }]);
  expect(await db.execute('select nothing from nowhere').catch(isDatabaseAway)).toBe(false);
  await close();
});

test('a stopped server is told apart from a failing query and from other servers that are away', async () => {
  const embedded = await start();
  const { sql, db, close } = openDatabase(embedded.url, { poolSize: 1 });
  await sql`select 1`;
  await embedded.stop();
  const refusals = [
    await sql`select 1`.catch((error: unknown) => error),
    await db.execute('select 1').catch((error: unknown) => error),
    await db.transaction((tx) => tx.execute('select 1')).catch((error: unknown) => error),
  ];
  expect(refusals.map(isDatabaseAway)).toEqual([true, true, true]);
  expect(isDatabaseAway(await fetch('http://127.0.0.1:1').catch((error: unknown) => error))).toBe(false);
  await close();
});

test('after kill -9 of the program the server is found again; after kill -9 of both it is recovered', async () => {
  const program = await startElsewhere();
  const orphan = postmasterPid();
  await kill(program);
  const joined = await start();
  expect(postmasterPid()).toBe(orphan);
  await ask(joined.url, 'create table committed as select 1 as one');
  await joined.stop();

  const again = await startElsewhere();
  process.kill(again.pid!, 'SIGSTOP'); // so that it does not bring the server back
  process.kill(postmasterPid(), 'SIGKILL');
  await kill(again);
  const recovered = await start();
  expect(await ask(recovered.url, 'select one from committed')).toEqual([{ one: 1 }]);
});

test('a stale postmaster.pid with the number of a stranger is not believed, nor is a lock of the dead', async () => {
  await (await start()).stop();
  writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n1\n1\n\n127.0.0.1\n\nready\n`);
  writeFileSync(`${dataDir}.lock`, '999999999');
  expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a stranger on the kept port makes the server choose another one', async () => {
  const before = await start();
  await before.stop();
  const stranger = createServer();
  const port = Number(new URL(before.url).port);
  await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve));
  const after = await start();
  expect(new URL(after.url).port).not.toBe(String(port));
  expect(await ask(after.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await new Promise((resolve) => stranger.close(resolve));
});

test('a data folder of another PostgreSQL is refused in plain words', async () => {
  const folder = join(base, '.data', 'old');
  mkdirSync(folder, { recursive: true });
  if (isRoot) chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'PG_VERSION'), '15\n');
  await expect(start(folder)).rejects.toThrow('was made by PostgreSQL 15');
});

test.runIf(isRoot)(
  'a checkout that the server cannot enter gets a durable folder, kept even if it opens later',
  async () => {
    const closed = join(base, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const wished = join(closed, '.data', 'postgres');
    const moved = await start(wished);
    expect(moved.movedTo).toBe(moved.dataDir);
    expect(realpathSync(moved.dataDir).startsWith(realpathSync(elsewhere))).toBe(true);
    expect(lines.filter((line) => line.includes(moved.dataDir) && line.includes('cannot enter'))).toHaveLength(1);
    await ask(moved.url, 'create table kept as select 1 as one');
    await moved.stop();

    chmodSync(closed, 0o755);
    const again = await start(wished);
    expect(again.dataDir).toBe(moved.dataDir);
    expect(await ask(again.url, 'select one from kept')).toEqual([{ one: 1 }]);
  },
);

/** Another program of ours that holds the server. */
async function startElsewhere(): Promise<ChildProcess> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(join(projectRoot, 'db', 'embedded.ts'))});
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
    console.log('up');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: projectRoot });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', () => reject(new Error(errors)));
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { access, chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { startEmbedded } from '#db/embedded.ts';
import { projectRoot } from '#db/project-root.ts';
import { people } from '#seeds/world/people.ts';

export interface Site {
  readonly url: string;
  readonly dataDir: string;
  /** Milliseconds from the start of the process to the first page. */
  readonly startedInMs: number;
  /** The server's process. */
  readonly pid: number;
  /** What the server printed. */
  output(): string;
  /** Rows of the site's own database. */
  rows<Row extends object>(query: string): Promise<Row[]>;
  /** The session cookie of a person of the demo world, as the auth library would set it. */
  sessionCookie(personKey: string): Promise<{ name: string; value: string }>;
  /** Newest code sent to a person's mobile. */
  lastCode(personKey: string): Promise<string>;
  stop(given?: { keepData?: boolean }): Promise<void>;
  /** Ends the server without a word, as a power cut does; the database server goes on by itself until it notices. */
  kill(): Promise<void>;
}

const direct = [process.execPath, '--import', 'tsx', 'app/server/start.ts'] as const;

/** Where a run keeps the data folder that its sites are copies of. */
const toldWorld = 'CHENGGUO_TOLD_WORLD';

/** Tells the demo world once for all the sites of a run; gives what ends it. */
export async function tellWorld(): Promise<() => Promise<void>> {
  const site = await startSite();
  await site.stop({ keepData: true });
  const stands = await access(join(site.dataDir, 'postgres', 'PG_VERSION')).then(
    () => true,
    // The database's account cannot enter the checkout, and its data live elsewhere: each site tells the world itself.
    () => false,
  );
  if (stands) process.env[toldWorld] = site.dataDir;
  return () => rm(site.dataDir, { recursive: true, force: true });
}

async function newDataDir(): Promise<string> {
  await mkdir(join(projectRoot, '.data'), { recursive: true });
  const dataDir = await mkdtemp(join(projectRoot, '.data', 'e2e-'));
  // The database's own account has to pass through it.
  await chmod(dataDir, 0o755);
  const told = process.env[toldWorld];
  // The database refuses to run on files of another owner, and node's own copy does not keep the owner.
  if (told !== undefined) await promisify(execFile)('cp', ['-a', `${told}/.`, dataDir]);
  return dataDir;
}

/** Starts the product with a data folder and ports of its own: what `npm start` runs, or `npm start` itself. */
export async function startSite(given: { dataDir?: string; throughNpm?: boolean } = {}): Promise<Site> {
  const dataDir = given.dataDir ?? (await newDataDir());
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const lines: string[] = [];
  const from = performance.now();
  const [command, ...words] = given.throughNpm ? (['npm', 'start'] as const) : direct;
  const child = spawn(command, words, {
    cwd: projectRoot,
    env: { ...cleanEnvironment(), PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  await firstPage(url, child, lines);
  const startedInMs = Math.round(performance.now() - from);
  // Joins the server's own database; both leave before it stops.
  const joined = await startEmbedded({ dataDir: join(dataDir, 'postgres') });
  const rows = async <Row extends object>(ask: (sql: postgres.Sql) => PromiseLike<Row[]>): Promise<Row[]> => {
    const sql = postgres(joined.url, { max: 1, onnotice: () => {} });
    try {
      return await ask(sql);
    } finally {
      await sql.end();
    }
  };
  const emailOf = (key: string) => {
    const person = people.find((one) => one.key === key);
    if (person === undefined) throw new Error(`nobody is called ${key}`);
    return person;
  };
  return {
    url,
    dataDir,
    startedInMs,
    pid: child.pid ?? 0,
    output: () => lines.join(''),
    rows: (query) => rows((sql) => sql.unsafe(query)),
    async sessionCookie(key) {
      const secret = (await readFile(join(dataDir, 'auth-secret'), 'utf8')).trim();
      const token = randomUUID().replaceAll('-', '');
      const made = await rows(
        (sql) => sql`
          insert into session (id, user_id, token, expires_at)
          select ${randomUUID()}, id, ${token}, now() + interval '1 day' from "user" where email = ${emailOf(key).email}
          returning id`,
      );
      if (made.length !== 1) throw new Error(`no account for ${key}`);
      return { name: 'chengguo.session_token', value: signedToken(token, secret) };
    },
    async lastCode(key) {
      const [row] = await rows<{ body: string }>(
        (sql) => sql`
          select body from outbox where recipient = ${`+86${emailOf(key).phone}`} order by created_at desc, id desc limit 1`,
      );
      return row?.body.match(/\d{6}/)?.[0] ?? '';
    },
    async stop({ keepData = given.dataDir !== undefined } = {}) {
      child.kill('SIGTERM');
      await gone(child);
      await joined.stop();
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
    async kill() {
      child.kill('SIGKILL');
      await gone(child);
      await joined.stop();
    },
  };
}

const gone = (child: ChildProcess): Promise<unknown> =>
  child.exitCode === null && child.signalCode === null
    ? new Promise((resolve) => child.once('exit', resolve))
    : Promise.resolve();

/** The auth library's cookie: the token with its signature. */
export const signedToken = (token: string, secret: string): string =>
  encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`);

/** The demo as a stranger gets it: no setting of this shell leaks in. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _d, STRIPE_SECRET_KEY: _s, NODE_ENV: _n, VITEST: _v, ...rest } = process.env;
  return rest as NodeJS.ProcessEnv;
}

async function firstPage(url: string, child: ChildProcess, lines: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the server stopped:\n${lines.join('')}`);
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no page after two minutes:\n${lines.join('')}`);
}

/** A port whose neighbour is free too: the payment stand-in takes the next one. */
async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = await bindable(0);
    if (port !== null && (await bindable(port + 1)) !== null) return port;
  }
  throw new Error('no two free ports side by side');
}

function bindable(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

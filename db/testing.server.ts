import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { defaultMigrationsFolder } from './migration-journal.ts';
import { projectRoot } from './project-root.ts';

export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

export interface TestDatabaseOptions {
  migrationsFolder?: string;
}

const hourMs = 3_600_000;

/** The server for throw-away databases: `TEST_DATABASE_URL` (a role that may create databases), else an embedded one. */
export async function startTestServer(
  log?: (line: string) => void,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  return startEmbedded({ dataDir: join(projectRoot, '.data', 'test-postgres'), durable: false, log });
}

/**
 * A fresh, migrated database under its own name; the label only makes it recognisable. Without TEST_DATABASE_URL it
 * uses the embedded server until it is dropped.
 */
export async function createTestDatabase(label = 'test', options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await startTestServer();
  const name = `${testPrefix}${Date.now().toString(36)}_${plain(label)}_${randomBytes(4).toString('hex')}`;
  const drop = async () => {
    await asAdmin(server.url, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
    await server.stop();
  };
  try {
    const template = await ensureTemplate(server.url, options.migrationsFolder ?? defaultMigrationsFolder);
    await asAdmin(server.url, (sql) => sql.unsafe(`create database ${name} template ${template}`));
    return { url: databaseUrl(server.url, name), drop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Removes what interrupted runs left behind: databases and unused templates older than an hour. */
export async function sweepTestDatabases(serverUrl: string): Promise<void> {
  const current = `${templatePrefix}${hashOf(defaultMigrationsFolder)}`;
  await asAdmin(serverUrl, async (sql) => {
    const rows = await sql<{ name: string; used: string | null }[]>`
      select datname as name, shobj_description(oid, 'pg_database') as used from pg_database
      where datname ~ ${`^(${testPrefix}|${templatePrefix}|${buildingPrefix})`}`;
    for (const { name, used } of rows.filter((row) => row.name !== current)) {
      const since = name.startsWith(testPrefix) ? parseInt(name.slice(testPrefix.length), 36) : Date.parse(used ?? '');
      // Another run may have swept it, or be using it, in this very moment.
      if (Date.now() - since > hourMs) await sql.unsafe(`drop database if exists ${name}`).catch(() => {});
    }
  });
}

const testPrefix = 'cg_test_';
const templatePrefix = 'cg_template_';
const buildingPrefix = 'cg_building_';

const plain = (label: string) =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 20);

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdmin<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** One migrated template for each state of the migrations folder, made by whoever comes first. */
async function ensureTemplate(serverUrl: string, migrationsFolder: string): Promise<string> {
  const hash = hashOf(migrationsFolder);
  const template = `${templatePrefix}${hash}`;
  await asAdmin(serverUrl, async (sql) => {
    const exists = async () => (await sql`select 1 from pg_database where datname = ${template}`).length > 0;
    if (await exists()) return;
    await sql`select pg_advisory_lock(hashtext(${template}))`;
    if (await exists()) return;
    const building = `${buildingPrefix}${hash}`;
    await sql.unsafe(`drop database if exists ${building} with (force)`);
    await sql.unsafe(`create database ${building} template template0 encoding 'UTF8' ${await localeOf(sql)}`);
    await sql.unsafe(`comment on database ${building} is '${new Date().toISOString()}'`);
    await migrate(databaseUrl(serverUrl, building), { migrationsFolder });
    await sql.unsafe(`alter database ${building} rename to ${template}`);
  });
  return template;
}

// PostgreSQL knows the builtin locale from 17 on; before, the C library's C.UTF-8 classifies Chinese letters alike.
async function localeOf(sql: postgres.Sql): Promise<string> {
  const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
  const builtin = (row?.version ?? 0) >= 170_000;
  return builtin
    ? `locale_provider builtin builtin_locale 'C.UTF-8' locale 'C.UTF-8'`
    : `locale_provider libc locale 'C.UTF-8'`;
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(folder, name)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

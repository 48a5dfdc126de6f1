import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql as query } from 'drizzle-orm';
import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type OpenDatabase } from './client.server.ts';
import { createTestDatabase, type TestDatabase } from './testing.server.ts';

const entries = pgTable('entries', {
  id: text('id').primaryKey(),
  amountFen: bigint('amount_fen', { mode: 'bigint' }).notNull(),
  postedAt: timestamp('posted_at', { withTimezone: true }).notNull().defaultNow(),
});

const migration = `
create table entries (id text primary key, amount_fen bigint not null, posted_at timestamptz not null default now());
--> statement-breakpoint
create index on entries using gin (id gin_trgm_ops);
--> statement-breakpoint
create function balanced() returns trigger language plpgsql as $$
begin
  if (select sum(amount_fen) from entries) <> 0 then raise exception 'out of balance' using errcode = '23514'; end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger balanced after insert on entries deferrable initially deferred
  for each row execute function balanced();
`;

let migrationsFolder: string;
let databases: TestDatabase[];
let first: OpenDatabase;
let second: OpenDatabase;

beforeAll(async () => {
  migrationsFolder = mkdtempSync(join(tmpdir(), 'chengguo-migrations-'));
  mkdirSync(join(migrationsFolder, 'meta'));
  writeFileSync(join(migrationsFolder, '0000_entries.sql'), migration);
  const journal = { version: '7', dialect: 'postgresql', entries: [{ idx: 0, when: 1, tag: '0000_entries' }] };
  const withBreakpoints = journal.entries.map((entry) => ({ ...entry, version: '7', breakpoints: true }));
  writeFileSync(
    join(migrationsFolder, 'meta', '_journal.json'),
    JSON.stringify({ ...journal, entries: withBreakpoints }),
  );
  // At once, as two workers would ask: one of them makes the template, the other waits for it.
  databases = await Promise.all(['one', 'two'].map((label) => createTestDatabase(label, { migrationsFolder })));
  [first, second] = databases.map(({ url }) => openDatabase(url)) as [OpenDatabase, OpenDatabase];
});

afterAll(async () => {
  await Promise.all([first, second].map((database) => database?.close()));
  await Promise.all((databases ?? []).map(({ drop }) => drop()));
  rmSync(migrationsFolder, { recursive: true, force: true });
});

const pair = (name: string, amountFen: bigint) => [
  { id: `${name}-debit`, amountFen },
  { id: `${name}-credit`, amountFen: -amountFen },
];

test('two test databases start migrated and see nothing of each other', async () => {
  await first.db.insert(entries).values(pair('isolation', 100n));
  expect(await first.db.$count(entries)).toBe(2);
  expect(await second.db.$count(entries)).toBe(0);
});

test('a bigint column comes back as bigint beyond the exact range of numbers', async () => {
  const amountFen = 9_007_199_254_740_993n;
  await second.db.insert(entries).values(pair('bigint', amountFen));
  const [row] = await second.db.select().from(entries).where(eq(entries.id, 'bigint-debit'));
  expect(row?.amountFen).toBe(amountFen);
  expect(row?.postedAt).toBeInstanceOf(Date);
});

test('a deferred trigger lets entries of one transaction pass and fires when it commits', async () => {
  let reached = false;
  const unbalanced = first.db.transaction(async (tx) => {
    await tx.insert(entries).values({ id: 'alone', amountFen: 1n });
    reached = true;
  });
  await expect(unbalanced).rejects.toMatchObject({ code: '23514' });
  expect(reached).toBe(true);
  expect(await first.db.$count(entries, eq(entries.id, 'alone'))).toBe(0);
});

test('trigrams keep Chinese characters', async () => {
  const [row] = await first.sql<{ likeness: number; parts: string[] }[]>`
    select similarity('智能手机壳', '手机壳') as likeness, show_trgm('手机壳') as parts`;
  expect(row?.likeness).toBeCloseTo(0.25);
  expect(row?.parts.length).toBeGreaterThan(2);
});

test('from PostgreSQL 17 on, a test database has the builtin locale C.UTF-8', async () => {
  const [row] = await first.sql<{ version: number; settings: Record<string, string> }[]>`
    select current_setting('server_version_num')::int as version, to_jsonb(d) as settings
    from pg_database d where datname = current_database()`;
  const { version, settings } = row!;
  if (version >= 170_000) expect(settings).toMatchObject({ datlocprovider: 'b', datlocale: 'C.UTF-8' });
  else expect(settings).toMatchObject({ datlocprovider: 'c', datcollate: 'C.UTF-8', datctype: 'C.UTF-8' });
});

test('a day in SQL is a day in Shanghai, and no query may run for ever', async () => {
  const [row] = await first.db.execute<{ day: string; limit: string }>(query`
    select ('2026-11-20T17:30:00Z'::timestamptz)::date as day, current_setting('statement_timeout') as limit`);
  expect(row).toEqual({ day: '2026-11-21', limit: '30s' });
});

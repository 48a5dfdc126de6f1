import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultMigrationsFolder, journalFaults } from './migration-journal.ts';
import { migrate } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './testing.server.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chengguo-migrations-'));
  mkdirSync(join(folder, 'meta'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(migrations: { tag: string; when: number; text?: string }[]): void {
  const entries = migrations.map(({ tag, when }, idx) => ({ idx, when, tag, version: '7', breakpoints: true }));
  writeFileSync(
    join(folder, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  for (const { tag, text } of migrations) if (text) writeFileSync(join(folder, `${tag}.sql`), text);
}

const first = { tag: '0000_first', when: 10, text: 'create table first (id int)' };
const second = { tag: '0001_second', when: 20, text: 'create table second (id int)' };

test("the project's own migrations are in order and complete", () => {
  expect(journalFaults(defaultMigrationsFolder)).toEqual([]);
});

test('a migration that is not later than the one before it is found', () => {
  write([first, { ...second, when: 10 }]);
  expect(journalFaults(folder)).toEqual(['0001_second is not later than 0000_first']);
});

test('missing, unnamed and misnumbered migrations are found', () => {
  write([
    { ...first, text: '' },
    { ...second, tag: '0002_second' },
  ]);
  writeFileSync(join(folder, '0001_other.sql'), 'select 1');
  expect(journalFaults(folder).sort()).toEqual([
    '0000_first.sql is missing',
    '0001_other.sql is not in the journal',
    '0002_second is out of number',
  ]);
});

test('a folder without a journal is refused', async () => {
  await expect(migrate('postgres://127.0.0.1:1/none', { migrationsFolder: folder })).rejects.toThrow('_journal.json');
});

test('migrating twice at once applies each migration once; an edited or slipped-in one is refused', async () => {
  write([first]);
  const database: TestDatabase = await createTestDatabase('migrate', { migrationsFolder: folder });
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    write([first, second]);
    await Promise.all([1, 2, 3].map(() => migrate(database.url, { migrationsFolder: folder })));
    const [row] = await sql`select count(*)::int as applied from drizzle.__drizzle_migrations`;
    expect(row?.applied).toBe(2);

    write([{ ...first, text: 'create table first (id bigint)' }, second]);
    await expect(migrate(database.url, { migrationsFolder: folder })).rejects.toThrow('never edited');

    rmSync(join(folder, '0001_second.sql'));
    write([first, { tag: '0001_between', when: 15, text: 'select 1' }, { ...second, tag: '0002_second' }]);
    await expect(migrate(database.url, { migrationsFolder: folder })).rejects.toThrow('1 migration(s)');
  } finally {
    await sql.end();
    await database.drop();
  }
});

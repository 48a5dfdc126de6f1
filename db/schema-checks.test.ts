import { is } from 'drizzle-orm';
import { getTableConfig, PgDialect, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import * as schema from './schema/index.ts';
import { testDatabase } from './test-database.server.ts';

/** The words that a check allows, in any order. */
const wordsOf = (definition: string): string[] =>
  [...definition.matchAll(/'([^']*)'/g)].map(([, word]) => word!).sort();

test('every check of the schema stands in the migrated database with the same words', async () => {
  const { sql } = await testDatabase();
  const rows = await sql<{ name: string; definition: string }[]>`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'c'`;
  const standing = new Map(rows.map(({ name, definition }) => [name, wordsOf(definition)]));
  const dialect = new PgDialect();
  const all: readonly unknown[] = Object.values(schema);
  const tables = all.filter((one) => is(one, PgTable));
  const checks = tables.flatMap((table) => getTableConfig(table).checks);
  expect(checks.length).toBeGreaterThan(100);
  const asked = checks.map(({ name, value }) => [name, wordsOf(dialect.sqlToQuery(value).sql)] as const);
  expect(Object.fromEntries(asked.map(([name]) => [name, standing.get(name)]))).toEqual(Object.fromEntries(asked));
});

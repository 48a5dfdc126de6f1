import { expect, test } from 'vitest';
import { testDatabase } from './test-database.server.ts';

test('a test file has one database, migrated and open', async () => {
  const [first, second] = await Promise.all([testDatabase(), testDatabase()]);
  expect(second.url).toBe(first.url);
  const [row] = await first.sql<{ applied: boolean }[]>`
    select exists (select from drizzle.__drizzle_migrations) as applied`;
  expect(row).toEqual({ applied: true });
});

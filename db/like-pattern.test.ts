import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { containing } from './like-pattern.ts';
import { testDatabase } from './test-database.server.ts';

test.each([
  ['5%', '含 5% 镍', true],
  ['5%', '含 50 镍', false],
  ['a_b', 'xa_by', true],
  ['a_b', 'xacby', false],
  ['a\\b', 'xa\\by', true],
  ['', '什么都有', true],
])('%j stands in %j: %j', async (words, text, isThere) => {
  const { db } = await testDatabase();
  const [row] = await db.execute<{ found: boolean }>(sql`select ${text}::text ilike ${containing(words)} as found`);
  expect(row?.found).toBe(isThere);
});

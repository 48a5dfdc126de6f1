import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** `column in (…)` for thousands of keys: one value of the statement, where each by itself takes longer to write down than to find. */
export const among = (column: AnyPgColumn, keys: readonly (string | bigint)[], type: 'uuid' | 'bigint' = 'uuid'): SQL =>
  sql`${column} = any(${`{${keys.join(',')}}`}::${sql.raw(type)}[])`;

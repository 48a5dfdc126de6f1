import { sql } from 'drizzle-orm';
import { type AnyPgColumn, bigint, check, date, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';

/** Primary key: UUIDv7 made in the app, so that a row has its name before it is stored. */
export const id = () => uuid('id').primaryKey().$defaultFn(v7);

/** Reference to another row; the target is given lazily because schema files refer to each other. */
export const ref = (name: string, target: () => AnyPgColumn) => uuid(name).references(target, { onDelete: 'restrict' });

/** An amount in fen (分). */
export const fen = (name: string) => bigint(name, { mode: 'bigint' });

/** A rate or share in parts per million; 1,000,000 is the whole. */
export const ppm = (name: string) => integer(name);

/** An instant. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** A business day in Asia/Shanghai, `YYYY-MM-DD`. */
export const on = (name: string) => date(name, { mode: 'string' });

export const createdAt = () => at('created_at').notNull().defaultNow();

/** A state column: lower-case text; `oneOf` beside it makes the CHECK from the machine's own tuple. */
export const state = <State extends string>(states: readonly [State, ...State[]], name = 'state') =>
  text(name, { enum: states as unknown as [State, ...State[]] }).notNull();

/** CHECK that a text column holds one of the words of a tuple. */
export const oneOf = (name: string, column: AnyPgColumn, words: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', '))})`);

import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, createdAt } from './columns.ts';

/**
 * Personal data of who objected, apart from the objection (of a price, a listing, a trade, an award), so that it can be erased.
 * Erased, the row stays as the trace that there was a name.
 */
export const objectors = pgTable(
  'objectors',
  {
    /** Of whichever kind: ids are unique over all of them. */
    objectionId: uuid('objection_id').primaryKey(),
    name: text('name'),
    contact: text('contact'),
    /** When it was last decided, or taken back; null while it is undecided. */
    settledAt: at('settled_at'),
    erasedAt: at('erased_at'),
    createdAt: createdAt(),
  },
  (t) => [
    check(
      'objectors_erased',
      sql`(${t.erasedAt} is null) = (${t.name} is not null) and (${t.name} is null) = (${t.contact} is null)`,
    ),
    index('objectors_settled')
      .on(t.settledAt)
      .where(sql`erased_at is null and settled_at is not null`),
  ],
);

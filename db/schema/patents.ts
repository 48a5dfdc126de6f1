import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { at, createdAt, id, on, ref } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** What a patent data service says of a patent, as of a day. */
export const patents = pgTable('patents', {
  id: id(),
  /** In the one form of `readPatentNumber`. */
  number: text('number').notNull().unique(),
  title: text('title').notNull(),
  type: text('type').notNull(),
  owner: text('owner').notNull(),
  status: text('status').notNull(),
  filedOn: on('filed_on'),
  expiresOn: on('expires_on'),
  source: text('source').notNull(),
  asOf: on('as_of').notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** Patents that an organisation says are its own: entered as a list of numbers. */
export const organisationPatents = pgTable(
  'organisation_patents',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    number: text('number').notNull(),
    addedBy: ref('added_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('organisation_patents_once').on(t.orgId, t.number),
    index('organisation_patents_number').on(t.number),
  ],
);

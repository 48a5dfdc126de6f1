import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { apiKeyMachine } from '#app/domain/api-key.ts';
import { statesOf } from '#app/domain/machine.ts';
import { at, createdAt, id, on, oneOf, ref, state } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** Keys to the open data. Of the key itself only its hash is kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    createdBy: ref('created_by', () => users.id).notNull(),
    name: text('name').notNull(),
    purpose: text('purpose').notNull(),
    state: state(statesOf(apiKeyMachine)),
    rowsADay: integer('rows_a_day'),
    keySha256: text('key_sha256'),
    /** Its first characters, by which people tell keys apart. */
    hint: text('hint'),
    issuedAt: at('issued_at'),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    decisionNote: text('decision_note'),
    revokedAt: at('revoked_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('api_keys_state', t.state, statesOf(apiKeyMachine)),
    uniqueIndex('api_keys_sha256')
      .on(t.keySha256)
      .where(sql`key_sha256 is not null`),
    index('api_keys_org').on(t.orgId, t.createdAt),
    index('api_keys_waiting').on(t.state, t.createdAt),
  ],
);

/** Rows read by a day: by a key, or by an address without one (hashed with the day, so that nobody is followed). */
export const apiUsage = pgTable(
  'api_usage',
  { reader: text('reader').notNull(), on: on('day').notNull(), rows: integer('rows').notNull() },
  (t) => [primaryKey({ columns: [t.reader, t.on] })],
);

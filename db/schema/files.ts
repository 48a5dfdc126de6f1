import { type AnyPgColumn, bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, createdAt, id, oneOf } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

export const filePurposes = [
  'import',
  'paper',
  'evidence',
  'voucher',
  'statement',
  'message',
  'attachment',
  'event',
  'approval',
  'bank_statement',
  'account_paper',
  'room',
  'auction',
  'scan',
  'letter',
  'registration',
  'invoice',
  'share',
  'write_off',
  'penalty_waiver',
  'esign',
  'posting',
  'objection',
  'entitlement',
  'state_asset',
  'priority',
] as const;

/** Content-addressed uploads. The bytes are durable before the row commits; the row says who may fetch them and why. */
export const files = pgTable(
  'files',
  {
    id: id(),
    orgId: uuid('org_id')
      .notNull()
      .references((): AnyPgColumn => organisations.id),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references((): AnyPgColumn => users.id),
    purpose: text('purpose', { enum: filePurposes }).notNull(),
    name: text('name').notNull(),
    sha256: text('sha256').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    /** Media type found in the content, not the one the browser claimed. */
    sniffedType: text('sniffed_type').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('files_purpose', t.purpose, filePurposes),
    index('files_org').on(t.orgId),
    index('files_sha256').on(t.sha256),
  ],
);

/** What people sent, whether or not it became a file: the daily limits count it. Written before the bytes are read. */
export const uploads = pgTable(
  'uploads',
  {
    id: id(),
    orgId: uuid('org_id').references((): AnyPgColumn => organisations.id),
    userId: uuid('user_id')
      .notNull()
      .references((): AnyPgColumn => users.id),
    /** What the request announced, then what came. */
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('uploads_org').on(t.orgId, t.at), index('uploads_user').on(t.userId, t.at)],
);

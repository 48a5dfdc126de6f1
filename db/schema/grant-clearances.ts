import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { clearanceGrounds } from '#app/domain/grant-clearance.ts';
import { createdAt, id, oneOf, ref } from './columns.ts';
import { contracts } from './contracts.ts';
import { files } from './files.ts';
import { users } from './people.ts';

/** Why what a contract gives goes beside what an earlier one of the same owner gave; never changed. It counts while both give the same. */
export const grantClearances = pgTable(
  'grant_clearances',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    versionN: integer('version_n').notNull(),
    earlierContractId: ref('earlier_contract_id', () => contracts.id).notNull(),
    /** Null: said before it was kept of which version of the earlier contract; it counts no more. */
    earlierVersionN: integer('earlier_version_n'),
    ground: text('ground', { enum: clearanceGrounds }).notNull(),
    reason: text('reason').notNull(),
    fileId: ref('file_id', () => files.id),
    statedBy: ref('stated_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('grant_clearances_ground', t.ground, clearanceGrounds),
    check('grant_clearances_paper', sql`${t.ground} <> 'consent' or ${t.fileId} is not null`),
    check('grant_clearances_other', sql`${t.contractId} <> ${t.earlierContractId}`),
    index('grant_clearances_contract').on(t.contractId, t.createdAt),
  ],
);

/** The party of the earlier contract says that it agreed to what was stated in its name; never taken back. */
export const consentConfirmations = pgTable(
  'consent_confirmations',
  {
    id: id(),
    clearanceId: ref('clearance_id', () => grantClearances.id).notNull(),
    confirmedBy: ref('confirmed_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique('consent_confirmations_once').on(t.clearanceId)],
);

/** The party of the earlier contract says that it did not agree to what was stated in its name; never taken back. */
export const consentDenials = pgTable(
  'consent_denials',
  {
    id: id(),
    clearanceId: ref('clearance_id', () => grantClearances.id).notNull(),
    reason: text('reason').notNull(),
    deniedBy: ref('denied_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique('consent_denials_once').on(t.clearanceId)],
);

import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { clearanceGrounds, reviewOutcomes } from '#app/domain/grant-clearance.ts';
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
    /** A lawyer's word of before it asked for a paper. */
    isPaperless: boolean('is_paperless').notNull().default(false),
    statedBy: ref('stated_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('grant_clearances_ground', t.ground, clearanceGrounds),
    check(
      'grant_clearances_paper',
      sql`${t.fileId} is not null or ${t.ground} = 'words' or (${t.isPaperless} and ${t.ground} = 'apart')`,
    ),
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

/** What a second person of the owner says of its lawyer's statement, before it counts against the earlier party's word; never changed. */
export const clearanceReviews = pgTable(
  'clearance_reviews',
  {
    id: id(),
    clearanceId: ref('clearance_id', () => grantClearances.id).notNull(),
    outcome: text('outcome', { enum: reviewOutcomes }).notNull(),
    /** Why it was refused; with an approval empty, or a remark. */
    reason: text('reason').notNull(),
    /** Who stated it, once more: never the same person. */
    statedBy: ref('stated_by', () => users.id).notNull(),
    reviewedBy: ref('reviewed_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('clearance_reviews_once').on(t.clearanceId),
    oneOf('clearance_reviews_outcome', t.outcome, reviewOutcomes),
    check('clearance_reviews_four_eyes', sql`${t.reviewedBy} <> ${t.statedBy}`),
    check('clearance_reviews_reason', sql`${t.outcome} = 'approved' or ${t.reason} <> ''`),
  ],
);

/**
 * The party of the earlier contract contradicts what was stated: that it agreed, or, of a lawyer's word, that the two markets do not meet.
 * Never taken back.
 */
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

import { sql } from 'drizzle-orm';
import { boolean, check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { shareOutcomes } from '#app/domain/share-answer.ts';
import { at, fen, id, on, oneOf, ref } from './columns.ts';
import { files } from './files.ts';
import { distributions, distributionShares } from './payments.ts';
import { users } from './people.ts';

/** What a rewarded person says of his share: on the page himself, or on paper, recorded by the officer with the scan. */
export const shareAnswers = pgTable(
  'share_answers',
  {
    id: id(),
    shareId: ref('share_id', () => distributionShares.id)
      .notNull()
      .unique(),
    outcome: text('outcome', { enum: shareOutcomes }).notNull(),
    note: text('note').notNull().default(''),
    /** The signed list; null where he answered himself. */
    fileId: ref('file_id', () => files.id),
    answeredBy: ref('answered_by', () => users.id).notNull(),
    answeredAt: at('answered_at').notNull(),
  },
  (t) => [oneOf('share_answers_outcome', t.outcome, shareOutcomes)],
);

/** The reward list in publicity inside the unit: days counted as working days. */
export const distributionPublicities = pgTable('distribution_publicities', {
  id: id(),
  distributionId: ref('distribution_id', () => distributions.id)
    .notNull()
    .unique(),
  /** Asked for with the proposal; started by the approval. */
  workingDays: integer('working_days').notNull(),
  contact: text('contact').notNull(),
  startedAt: at('started_at'),
  endsAt: at('ends_at'),
  /** Frozen words of the list. */
  notice: jsonb('notice').$type<Record<string, unknown>>(),
  sha256: text('sha256'),
});

/** The payment of the people's shares: one voucher for a distribution, then the declaration of the tax withheld. */
export const distributionPayouts = pgTable(
  'distribution_payouts',
  {
    id: id(),
    distributionId: ref('distribution_id', () => distributions.id)
      .notNull()
      .unique(),
    voucherNo: text('voucher_no').notNull(),
    paidOn: on('paid_on').notNull(),
    grossFen: fen('gross_fen').notNull(),
    taxFen: fen('tax_fen').notNull(),
    /** The reduced tax was applied, and why or why not, in words. */
    isReduced: boolean('is_reduced').notNull(),
    taxNote: text('tax_note').notNull(),
    paidBy: ref('paid_by', () => users.id).notNull(),
    paidAt: at('paid_at').notNull(),
    taxDeclaredOn: on('tax_declared_on'),
    taxSerial: text('tax_serial'),
    declaredBy: ref('declared_by', () => users.id),
  },
  (t) => [check('distribution_payouts_sums', sql`${t.taxFen} between 0 and ${t.grossFen}`)],
);

/** What was withheld from each person. */
export const sharePayouts = pgTable(
  'share_payouts',
  {
    id: id(),
    shareId: ref('share_id', () => distributionShares.id)
      .notNull()
      .unique(),
    grossFen: fen('gross_fen').notNull(),
    taxableFen: fen('taxable_fen').notNull(),
    taxFen: fen('tax_fen').notNull(),
  },
  (t) => [
    check(
      'share_payouts_sums',
      sql`${t.taxFen} between 0 and ${t.taxableFen} and ${t.taxableFen} between 0 and ${t.grossFen}`,
    ),
  ],
);

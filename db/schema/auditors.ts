import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { auditorSights } from '#app/domain/auditor.ts';
import { statementAnswers } from '#app/domain/statement-query.ts';
import { at, createdAt, id, oneOf, ref } from './columns.ts';
import { contracts, royaltyStatements } from './contracts.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** A question of the licensor's about one line of a report, and what became of it. */
export const statementQueries = pgTable(
  'statement_queries',
  {
    id: id(),
    statementId: ref('statement_id', () => royaltyStatements.id).notNull(),
    n: integer('n').notNull(),
    /** `gross`, `deduction:1` or `other`: which line is asked about. */
    line: text('line').notNull(),
    question: text('question').notNull(),
    askedBy: ref('asked_by', () => users.id).notNull(),
    askedAt: at('asked_at').notNull(),
    answer: text('answer', { enum: statementAnswers }),
    reply: text('reply'),
    fileId: ref('file_id', () => files.id),
    answeredBy: ref('answered_by', () => users.id),
    answeredAt: at('answered_at'),
  },
  (t) => [
    oneOf('statement_queries_answer', t.answer, statementAnswers),
    uniqueIndex('statement_queries_n').on(t.statementId, t.n),
    // One question is open at a time.
    uniqueIndex('statement_queries_open')
      .on(t.statementId)
      .where(sql`answer is null`),
  ],
);

/** A named person outside the platform who may read one contract's accounts for a time (查账授权). */
export const auditorGrants = pgTable(
  'auditor_grants',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    /** The licensor, whose right it is. */
    orgId: ref('org_id', () => organisations.id).notNull(),
    name: text('name').notNull(),
    firm: text('firm').notNull(),
    /** Where the code is sent. */
    phone: text('phone').notNull(),
    reason: text('reason').notNull(),
    /** SHA-256 of the secret in the link; the link itself is shown once. */
    tokenHash: text('token_hash').notNull().unique(),
    opensAt: at('opens_at').notNull(),
    endsAt: at('ends_at').notNull(),
    /** Notice that the terms gave the licensee when it was told, in working days. */
    noticeDays: integer('notice_days').notNull().default(10),
    /** The licensee's own word that a shorter notice is enough; without it nothing opens before the notice is over. */
    agreedAt: at('agreed_at'),
    agreedBy: ref('agreed_by', () => users.id),
    revokedAt: at('revoked_at'),
    revokedBy: ref('revoked_by', () => users.id),
    /** The code sent last, hashed, and how long it counts. */
    codeHash: text('code_hash'),
    codeUntil: at('code_until'),
    codeTries: integer('code_tries').notNull().default(0),
    /** The reader's session after the code: a hash, and its end. */
    sessionHash: text('session_hash'),
    sessionUntil: at('session_until'),
    invitedBy: ref('invited_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check('auditor_grants_time', sql`${t.endsAt} > ${t.opensAt}`),
    index('auditor_grants_contract').on(t.contractId),
  ],
);

/** Every time an auditor opened something. Append-only. */
export const auditorOpenings = pgTable(
  'auditor_openings',
  {
    id: id(),
    grantId: ref('grant_id', () => auditorGrants.id).notNull(),
    sight: text('sight', { enum: auditorSights }).notNull(),
    fileId: ref('file_id', () => files.id),
    address: text('address'),
    at: at('at').notNull(),
  },
  (t) => [oneOf('auditor_openings_sight', t.sight, auditorSights), index('auditor_openings_grant').on(t.grantId, t.at)],
);

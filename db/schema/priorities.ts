import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { priorityWords } from '#app/domain/completer-priority.ts';
import { at, id, on, oneOf, ref } from './columns.ts';
import { contracts } from './contracts.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** Before it assigns a version, a unit asks those who completed its object whether they buy first at equal terms (Civil Code art. 847). */
export const priorityInquiries = pgTable(
  'priority_inquiries',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    versionN: integer('version_n').notNull(),
    /** As the record named them on that day; the account is null where a name has none. */
    people: jsonb('people').$type<{ name: string; userId: string | null }[]>().notNull(),
    /** The last day to answer. */
    untilOn: on('until_on').notNull(),
    askedBy: ref('asked_by', () => users.id).notNull(),
    askedAt: at('asked_at').notNull(),
  },
  (t) => [uniqueIndex('priority_inquiries_version').on(t.contractId, t.versionN)],
);

/** A completer's word: on his account, or on a paper. The last one of each counts. */
export const priorityAnswers = pgTable(
  'priority_answers',
  {
    id: id(),
    inquiryId: ref('inquiry_id', () => priorityInquiries.id).notNull(),
    /** As the inquiry names him. */
    name: text('name').notNull(),
    word: text('word', { enum: priorityWords }).notNull(),
    /** His own account; null on paper. */
    userId: ref('user_id', () => users.id),
    /** The paper; null on his account. */
    fileId: ref('file_id', () => files.id),
    /** How a claim came to no contract. */
    reason: text('reason').notNull().default(''),
    recordedBy: ref('recorded_by', () => users.id).notNull(),
    answeredAt: at('answered_at').notNull(),
  },
  (t) => [
    oneOf('priority_answers_word', t.word, priorityWords),
    check('priority_answers_way', sql`(${t.userId} is null) <> (${t.fileId} is null)`),
    check('priority_answers_reason', sql`(${t.word} = 'lapsed') = (${t.reason} <> '')`),
    check('priority_answers_lapsed', sql`${t.word} <> 'lapsed' or ${t.fileId} is not null`),
    index('priority_answers_inquiry').on(t.inquiryId, t.answeredAt),
    index('priority_answers_file').on(t.fileId),
  ],
);

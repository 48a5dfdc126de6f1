import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';
import { calendarChangeKinds, calendarChangeMachine } from '#app/domain/calendar-change.ts';
import type { NamedDay } from '#app/domain/calendar-input.ts';
import { statesOf } from '#app/domain/machine.ts';
import { noticeAreas, templateChannels } from '#app/domain/notice-rules.ts';
import { at, createdAt, id, oneOf, ref, state } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** Yearly numbers that people see: `HT-2026-00042`. */
export const counters = pgTable(
  'counters',
  {
    series: text('series').notNull(),
    year: integer('year').notNull(),
    value: integer('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.series, t.year] })],
);

/**
 * Numbers of receipts, without a lock that all payments of the platform would wait for. The yearly number is this one and the
 * `value` that `counters` has for the year, which then stands still.
 */
export const receiptNumbers = pgSequence('receipt_numbers');

/** One key for each form shown: the same form sent twice makes one row, and the second send finds it. */
export const requestKeys = pgTable('request_keys', {
  key: uuid('key').primaryKey(),
  actorId: ref('actor_id', () => users.id).notNull(),
  deed: text('deed').notNull(),
  subjectId: uuid('subject_id').notNull(),
  createdAt: createdAt(),
});

/** A date by which something must happen. Swept idempotently; the desk lists the open ones. */
export const deadlines = pgTable(
  'deadlines',
  {
    id: id(),
    subjectType: text('subject_type').notNull(),
    subjectId: uuid('subject_id').notNull(),
    kind: text('kind').notNull(),
    orgId: ref('org_id', () => organisations.id),
    dueAt: at('due_at').notNull(),
    /** Before it nothing can be done about the date, and no desk shows it. Null: from the beginning. */
    opensAt: at('opens_at'),
    /** When people were last reminded of it. */
    remindedAt: at('reminded_at'),
    doneAt: at('done_at'),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('deadlines_once').on(t.subjectType, t.subjectId, t.kind),
    index('deadlines_open')
      .on(t.dueAt)
      .where(sql`done_at is null`),
  ],
);

/** Who did what to which version. Written in the deed's own transaction; no personal text. */
export const auditLines = pgTable(
  'audit_lines',
  {
    id: id(),
    actorId: ref('actor_id', () => users.id),
    orgId: ref('org_id', () => organisations.id),
    deed: text('deed').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: uuid('subject_id').notNull(),
    versionN: integer('version_n'),
    requestId: text('request_id'),
    at: at('at').notNull(),
  },
  (t) => [
    index('audit_lines_subject').on(t.subjectType, t.subjectId, t.at),
    index('audit_lines_org').on(t.orgId, t.at),
  ],
);

/** A line for one person: something happened that concerns him. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    userId: ref('user_id', () => users.id).notNull(),
    kind: text('kind').notNull(),
    params: jsonb('params').$type<Record<string, string>>().notNull(),
    href: text('href').notNull(),
    readAt: at('read_at'),
    /** When it was handed to mail, SMS and WeChat, or found to need none. */
    passedAt: at('passed_at'),
    /** When the daily mail that carries it is due, and when it was written; null where it needs none. */
    digestAt: at('digest_at'),
    digestedAt: at('digested_at'),
    createdAt: createdAt(),
  },
  (t) => [
    index('notices_user').on(t.userId, t.createdAt),
    index('notices_unpassed')
      .on(t.createdAt)
      .where(sql`passed_at is null`),
    index('notices_undigested')
      .on(t.digestAt)
      .where(sql`digest_at is not null and digested_at is null`),
  ],
);

/** Mail, SMS and WeChat messages on their way out. In the demo people read them at /outbox. */
export const outbox = pgTable(
  'outbox',
  {
    id: id(),
    channel: text('channel', { enum: ['mail', ...templateChannels] }).notNull(),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    /** Path of the page that the text leads to; a whole address when it goes out. */
    link: text('link').notNull().default(''),
    /** Text of a QR code that a mail carries as a picture: a ticket. */
    qr: text('qr'),
    sentAt: at('sent_at'),
    /** Not before this instant: quiet hours, a digest, the next try. */
    nextTryAt: at('next_try_at'),
    attempts: integer('attempts').notNull().default(0),
    /** Why the last try failed: a code or a class, no address and no text of the message. */
    lastError: text('last_error'),
    /** Set while a try runs, so that no second sender takes it up. */
    claimedAt: at('claimed_at'),
    /** Registered template of an SMS or WeChat message with its values; null is plain text. */
    template: text('template'),
    templateParams: jsonb('template_params').$type<Record<string, string>>(),
    /** Whose link of one-click unsubscribe goes with it, and what it ends; null ends all mail. */
    userId: ref('user_id', () => users.id),
    area: text('area', { enum: noticeAreas }),
    createdAt: createdAt(),
  },
  (t) => [index('outbox_created').on(t.createdAt), oneOf('outbox_channel', t.channel, ['mail', ...templateChannels])],
);

/** One row: how far the platform's clock runs ahead, in tests and the demo only. */
export const platformClock = pgTable(
  'platform_clock',
  {
    id: integer('id').primaryKey(),
    offsetMs: bigint('offset_ms', { mode: 'number' }).notNull(),
  },
  (t) => [check('platform_clock_one', sql`${t.id} = 1`)],
);

/**
 * Holidays, and weekend days worked instead (调休), that the administrator entered: they go before the statutory list of the release. Only
 * days that have not come are entered or taken out, so that what was reckoned by them is reckoned alike ever after.
 */
export const calendarDays = pgTable('calendar_days', {
  /** What the trail names. */
  id: uuid('id').notNull().unique().defaultRandom().$defaultFn(v7),
  day: date('day', { mode: 'string' }).primaryKey(),
  isWorking: boolean('is_working').notNull(),
  name: text('name').notNull(),
  setBy: ref('set_by', () => users.id),
  setAt: at('set_at').notNull().defaultNow(),
});

/**
 * What the administrator wants to enter into the calendar or take out of it: it holds once another person has compared it with the notice.
 */
export const calendarChanges = pgTable(
  'calendar_changes',
  {
    id: id(),
    kind: text('kind', { enum: calendarChangeKinds }).notNull(),
    /** To be entered, or as they stood when they were to be taken out. */
    days: jsonb('days').$type<NamedDay[]>().notNull(),
    state: state(statesOf(calendarChangeMachine)),
    proposedBy: ref('proposed_by', () => users.id).notNull(),
    createdAt: createdAt(),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
  },
  (t) => [
    oneOf('calendar_changes_kind', t.kind, calendarChangeKinds),
    oneOf('calendar_changes_state', t.state, statesOf(calendarChangeMachine)),
    check(
      'calendar_changes_four_eyes',
      sql`${t.state} <> 'approved' or (${t.decidedBy} is not null and ${t.decidedBy} <> ${t.proposedBy})`,
    ),
  ],
);

/** Code lists, by version; rows that use a code keep its label and version. */
export const codeTerms = pgTable(
  'code_terms',
  {
    list: text('list').notNull(),
    version: text('version').notNull(),
    code: text('code').notNull(),
    label: text('label').notNull(),
    parent: text('parent'),
    position: integer('position').notNull(),
    source: text('source').notNull(),
    note: text('note'),
    isHidden: boolean('is_hidden').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.list, t.version, t.code] })],
);

/** What the search must look at again. Never unique: a lost update would be worse than a second look. */
export const searchChanges = pgTable(
  'search_changes',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    kind: text('kind').notNull(),
    rowId: uuid('row_id').notNull(),
    /** What a person did, before what is written again in mass: a record that was taken off waits for none of it. */
    isUrgent: boolean('is_urgent').notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [index('search_changes_turn').on(t.isUrgent.desc().nullsFirst(), t.id)],
);

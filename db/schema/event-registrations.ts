import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { checkInDeeds, checkInMethods, checkInOutcomes } from '#app/domain/check-in.ts';
import { eventFileKinds, type EventFigures } from '#app/domain/event-report.ts';
import { slideAudiences } from '#app/domain/event-slides.ts';
import { statesOf } from '#app/domain/machine.ts';
import { type AttendanceReply, type Companion, eventRegistrationMachine } from '#app/domain/event-registration.ts';
import { at, createdAt, id, on, oneOf, ref, state } from './columns.ts';
import { deals } from './deals.ts';
import { eventItems, events, eventTickets } from './events.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** A person's place at an event. Who he is stands in event_attendees, which can be erased. */
export const eventRegistrations = pgTable(
  'event_registrations',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    ticketId: ref('ticket_id', () => eventTickets.id).notNull(),
    /** Null for somebody whom his unit or the organizer put down and who has no account. */
    userId: ref('user_id', () => users.id),
    /** The unit he comes for; null for somebody without one on the platform. */
    orgId: ref('org_id', () => organisations.id),
    registeredBy: ref('registered_by', () => users.id).notNull(),
    state: state(statesOf(eventRegistrationMachine)),
    /** He and those who come along. */
    seats: integer('seats').notNull().default(1),
    /** Place in the waiting list: who waits longest moves up first. */
    queuedAt: at('queued_at'),
    /** Until when an offered seat or an invitation waits for an answer. */
    replyDueAt: at('reply_due_at'),
    /** Raised when the ticket is given anew: the one before is worth nothing. */
    ticketSerial: integer('ticket_serial').notNull().default(1),
    checkedInAt: at('checked_in_at'),
    checkedOutAt: at('checked_out_at'),
    reply: jsonb('reply').$type<AttendanceReply>(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('event_registrations_state', t.state, statesOf(eventRegistrationMachine)),
    check('event_registrations_seats', sql`${t.seats} between 1 and 20`),
    uniqueIndex('event_registrations_once')
      .on(t.eventId, t.userId)
      .where(sql`state in ('invited', 'pending', 'waitlisted', 'offered', 'registered')`),
    index('event_registrations_event').on(t.eventId, t.state),
    index('event_registrations_queue')
      .on(t.ticketId, t.queuedAt)
      .where(sql`state = 'waitlisted'`),
    index('event_registrations_user').on(t.userId),
  ],
);

/** Personal data of a registration, apart from it, so that it can be erased when the event is long over. */
export const eventAttendees = pgTable(
  'event_attendees',
  {
    registrationId: uuid('registration_id')
      .primaryKey()
      .references(() => eventRegistrations.id, { onDelete: 'cascade' }),
    eventId: ref('event_id', () => events.id).notNull(),
    name: text('name').notNull(),
    phone: text('phone').notNull(),
    email: text('email').notNull().default(''),
    unit: text('unit').notNull().default(''),
    post: text('post').notNull().default(''),
    companions: jsonb('companions').$type<readonly Companion[]>().notNull(),
    /** By the id of the question. */
    answers: jsonb('answers').$type<Readonly<Record<string, string>>>().notNull(),
  },
  (t) => [index('event_attendees_phone').on(t.eventId, t.phone)],
);

/** Helpers at the door: a link and a PIN, no account. */
export const eventStewards = pgTable(
  'event_stewards',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    label: text('label').notNull(),
    linkHash: text('link_hash').notNull().unique(),
    pinHash: text('pin_hash').notNull(),
    tries: integer('tries').notNull().default(0),
    revokedAt: at('revoked_at'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('event_stewards_event').on(t.eventId)],
);

/** A phone on which a steward gave the PIN. */
export const eventStewardSessions = pgTable(
  'event_steward_sessions',
  {
    id: id(),
    stewardId: ref('steward_id', () => eventStewards.id).notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    expiresAt: at('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('event_steward_sessions_steward').on(t.stewardId)],
);

/** Every check-in, check-out and undo as it was done, conflicts too. Append-only; the registration carries what holds. */
export const eventCheckIns = pgTable(
  'event_check_ins',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    registrationId: ref('registration_id', () => eventRegistrations.id).notNull(),
    /** Given by the device: the same scan sent twice is one row. */
    scanKey: uuid('scan_key').notNull().unique(),
    deed: text('deed', { enum: checkInDeeds }).notNull(),
    method: text('method', { enum: checkInMethods }).notNull(),
    outcome: text('outcome', { enum: checkInOutcomes }).notNull(),
    /** By the device's clock, corrected by what it was off when it last saw the server. */
    at: at('at').notNull(),
    receivedAt: at('received_at').notNull(),
    stewardId: ref('steward_id', () => eventStewards.id),
    userId: ref('user_id', () => users.id),
  },
  (t) => [
    oneOf('event_check_ins_deed', t.deed, checkInDeeds),
    oneOf('event_check_ins_method', t.method, checkInMethods),
    oneOf('event_check_ins_outcome', t.outcome, checkInOutcomes),
    index('event_check_ins_event').on(t.eventId, t.receivedAt),
    index('event_check_ins_registration').on(t.registrationId, t.at),
  ],
);

/** What somebody who came thinks of the event; once a registration. */
export const eventFeedback = pgTable(
  'event_feedback',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    registrationId: ref('registration_id', () => eventRegistrations.id)
      .notNull()
      .unique(),
    /** 1 to 5. */
    overall: integer('overall').notNull(),
    usefulness: integer('usefulness').notNull(),
    organisation: integer('organisation').notNull(),
    comment: text('comment').notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    check(
      'event_feedback_marks',
      sql`${t.overall} between 1 and 5 and ${t.usefulness} between 1 and 5 and ${t.organisation} between 1 and 5`,
    ),
    index('event_feedback_event').on(t.eventId),
  ],
);

/** Evidence and papers of an event. */
export const eventFiles = pgTable(
  'event_files',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    itemId: ref('item_id', () => eventItems.id),
    kind: text('kind', { enum: eventFileKinds }).notNull(),
    /** Of slides: who may see them, as their owner says. */
    audience: text('audience', { enum: slideAudiences }),
    /** Who confirmed that it is not classified; only then a poster or handout is public (保密法 art. 35). */
    clearedBy: ref('cleared_by', () => users.id),
    clearedAt: at('cleared_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('event_files_kind', t.kind, eventFileKinds),
    check(
      'event_files_slides',
      sql`(${t.kind} = 'slides') = (${t.audience} is not null) and (${t.kind} <> 'slides' or ${t.itemId} is not null)`,
    ),
    index('event_files_event').on(t.eventId, t.kind),
    uniqueIndex('event_files_slides_once')
      .on(t.itemId)
      .where(sql`kind = 'slides'`),
  ],
);

/** The organizer's report and what the department says of it. Handed in anew after a return. */
export const eventReports = pgTable('event_reports', {
  eventId: uuid('event_id')
    .primaryKey()
    .references(() => events.id, { onDelete: 'restrict' }),
  summary: text('summary').notNull(),
  /** Figures on the day it was handed in; the page shows today's beside them. */
  figures: jsonb('figures').$type<EventFigures>().notNull(),
  submittedBy: ref('submitted_by', () => users.id).notNull(),
  submittedAt: at('submitted_at').notNull(),
  decidedBy: ref('decided_by', () => users.id),
  decidedByOrgId: ref('decided_by_org_id', () => organisations.id),
  decidedAt: at('decided_at'),
  returnNote: text('return_note').notNull().default(''),
  /** Counts as one of the year's salons (domain.md 1.4). */
  isCounted: boolean('is_counted').notNull().default(false),
});

/** What is to be followed up 7, 30 and 90 days after an event. */
export const eventTasks = pgTable(
  'event_tasks',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    itemId: ref('item_id', () => eventItems.id),
    afterDays: integer('after_days').notNull(),
    dueOn: on('due_on').notNull(),
    note: text('note').notNull().default(''),
    doneBy: ref('done_by', () => users.id),
    doneAt: at('done_at'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('event_tasks_once').on(t.eventId, t.afterDays, t.itemId).nullsNotDistinct(),
    index('event_tasks_open').on(t.dueOn),
  ],
);

/** Deals that began at an event: from the salon to the cash. A deal has one origin. */
export const eventDeals = pgTable(
  'event_deals',
  {
    dealId: uuid('deal_id')
      .primaryKey()
      .references(() => deals.id, { onDelete: 'restrict' }),
    eventId: ref('event_id', () => events.id).notNull(),
    itemId: ref('item_id', () => eventItems.id),
    createdAt: createdAt(),
  },
  (t) => [index('event_deals_event').on(t.eventId)],
);

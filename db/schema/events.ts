import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { type EventHost, eventKinds, eventMachine, eventModes } from '#app/domain/event.ts';
import { eventItemKinds, eventItemMachine, eventItemSides } from '#app/domain/event-item.ts';
import { statesOf } from '#app/domain/machine.ts';
import { type EventQuestion, ticketKinds } from '#app/domain/event-registration.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, id, oneOf, ref, state } from './columns.ts';
import { demands } from './demands.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** A salon, roadshow or other event (活动) of one organizing unit. */
export const events = pgTable(
  'events',
  {
    id: id(),
    no: text('no').notNull().unique(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    kind: text('kind', { enum: eventKinds }).notNull(),
    title: text('title').notNull(),
    theme: text('theme').notNull().default(''),
    intro: text('intro').notNull().default(''),
    fields: text('fields').array().notNull(),
    chains: text('chains').array().notNull(),
    regionCode: text('region_code').notNull(),
    mode: text('mode', { enum: eventModes }).notNull(),
    venue: text('venue').notNull().default(''),
    mapUrl: text('map_url').notNull().default(''),
    /** Shown to those who have a seat only. */
    onlineUrl: text('online_url').notNull().default(''),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at').notNull(),
    registrationEndsAt: at('registration_ends_at').notNull(),
    hosts: jsonb('hosts').$type<readonly EventHost[]>().notNull(),
    questions: jsonb('questions').$type<readonly EventQuestion[]>().notNull(),
    /** How many people one registration may bring along. */
    companionsMax: integer('companions_max').notNull().default(0),
    /** Owners may apply for a place on the programme. */
    takesItems: boolean('takes_items').notNull().default(true),
    /** Hours that somebody who moves up from the waiting list has to confirm. */
    offerHours: integer('offer_hours').notNull().default(24),
    /** Events of one series carry its name: 2026 年第四季度. */
    series: text('series').notNull().default(''),
    state: state(statesOf(eventMachine)),
    isSample: boolean('is_sample').notNull().default(false),
    versionN: integer('version_n').notNull().default(1),
    submittedBy: ref('submitted_by', () => users.id),
    /** Who confirmed that nothing shown or handed out is classified (保密法 art. 35). */
    reviewedBy: ref('reviewed_by', () => users.id),
    reviewedAt: at('reviewed_at'),
    reviewNote: text('review_note').notNull().default(''),
    cancelReason: text('cancel_reason').notNull().default(''),
    publishedAt: at('published_at'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('events_state', t.state, statesOf(eventMachine)),
    oneOf('events_kind', t.kind, eventKinds),
    oneOf('events_mode', t.mode, eventModes),
    check('events_times', sql`${t.startsAt} < ${t.endsAt} and ${t.registrationEndsAt} <= ${t.startsAt}`),
    index('events_org').on(t.orgId, t.state),
    index('events_calendar').on(t.state, t.startsAt),
  ],
);

/** The pair of keys that signs an event's tickets and its door. The private half never leaves the server. */
export const eventKeys = pgTable('event_keys', {
  eventId: uuid('event_id')
    .primaryKey()
    .references(() => events.id, { onDelete: 'restrict' }),
  privatePem: text('private_pem').notNull(),
  publicPem: text('public_pem').notNull(),
  createdAt: createdAt(),
});

/** A part of the agenda. */
export const eventSessions = pgTable(
  'event_sessions',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    title: text('title').notNull(),
    note: text('note').notNull().default(''),
    room: text('room').notNull().default(''),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check('event_sessions_times', sql`${t.startsAt} < ${t.endsAt}`),
    index('event_sessions_event').on(t.eventId, t.startsAt),
  ],
);

/** Who speaks in a session. The name is shown only while he agrees to that (个人信息保护法 art. 25). */
export const eventSpeakers = pgTable(
  'event_speakers',
  {
    id: id(),
    sessionId: ref('session_id', () => eventSessions.id).notNull(),
    name: text('name').notNull(),
    post: text('post').notNull(),
    unit: text('unit').notNull(),
    consentedAt: at('consented_at'),
    /** He does not come after all. */
    withdrawnAt: at('withdrawn_at'),
    createdAt: createdAt(),
  },
  (t) => [index('event_speakers_session').on(t.sessionId)],
);

/** An achievement or demand on the programme, invited or applied for. */
export const eventItems = pgTable(
  'event_items',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    kind: text('kind', { enum: eventItemKinds }).notNull(),
    achievementId: ref('achievement_id', () => achievements.id),
    demandId: ref('demand_id', () => demands.id),
    /** The unit that the achievement or demand belongs to. */
    orgId: ref('org_id', () => organisations.id).notNull(),
    askedBySide: text('asked_by_side', { enum: eventItemSides }).notNull(),
    askedBy: ref('asked_by', () => users.id).notNull(),
    state: state(statesOf(eventItemMachine)),
    note: text('note').notNull().default(''),
    replyNote: text('reply_note').notNull().default(''),
    minutes: integer('minutes').notNull().default(10),
    /** Who presents it; kept, and shown on the programme, only where he agreed (个人信息保护法 art. 25). */
    presenter: text('presenter').notNull().default(''),
    /** Order on the programme. */
    position: integer('position').notNull().default(0),
    sessionId: ref('session_id', () => eventSessions.id),
    /** The owner's declaration that what he shows is not classified. */
    declaredBy: ref('declared_by', () => users.id),
    declaredAt: at('declared_at'),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('event_items_state', t.state, statesOf(eventItemMachine)),
    oneOf('event_items_kind', t.kind, eventItemKinds),
    oneOf('event_items_side', t.askedBySide, eventItemSides),
    check(
      'event_items_one',
      sql`(${t.kind} = 'achievement') = (${t.achievementId} is not null) and (${t.kind} = 'demand') = (${t.demandId} is not null)`,
    ),
    uniqueIndex('event_items_achievement_once')
      .on(t.eventId, t.achievementId)
      .where(sql`state in ('proposed', 'accepted')`),
    uniqueIndex('event_items_demand_once')
      .on(t.eventId, t.demandId)
      .where(sql`state in ('proposed', 'accepted')`),
    index('event_items_event').on(t.eventId, t.position),
    index('event_items_org').on(t.orgId, t.state),
  ],
);

/** 参会名额 of one kind. `taken` is moved with the registrations; the check makes an oversold event impossible. */
export const eventTickets = pgTable(
  'event_tickets',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    kind: text('kind', { enum: ticketKinds }).notNull(),
    capacity: integer('capacity').notNull(),
    taken: integer('taken').notNull().default(0),
    needsApproval: boolean('needs_approval').notNull().default(false),
    /** Only by invitation (邀请函). */
    isInviteOnly: boolean('is_invite_only').notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('event_tickets_kind', t.kind, ticketKinds),
    check('event_tickets_seats', sql`${t.taken} >= 0 and ${t.taken} <= ${t.capacity}`),
    uniqueIndex('event_tickets_once').on(t.eventId, t.kind),
  ],
);

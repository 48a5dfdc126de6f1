import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
  eventMeetingMachine,
  meetingOutcomes,
  type MeetingReasons,
  meetingRequestMachine,
  meetingRequestOrigins,
  type ScheduleResult,
  scheduleRunStates,
} from '#app/domain/event-meeting.ts';
import { statesOf } from '#app/domain/machine.ts';
import { meetingRoomKinds } from '#app/domain/meeting-schedule.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, id, oneOf, ppm, ref, state } from './columns.ts';
import { deals } from './deals.ts';
import { demands } from './demands.ts';
import { eventRegistrations } from './event-registrations.ts';
import { events } from './events.ts';
import { users } from './people.ts';

/** How one-to-one meetings (一对一洽谈) run at an event. Without a row the event has none. */
export const meetingPlans = pgTable('event_meeting_plans', {
  eventId: uuid('event_id')
    .primaryKey()
    .references(() => events.id, { onDelete: 'restrict' }),
  slotMinutes: integer('slot_minutes').notNull(),
  gapMinutes: integer('gap_minutes').notNull(),
  /** Least minutes between two meetings of one person. */
  restMinutes: integer('rest_minutes').notNull(),
  /** Minutes from one hall to another: least pause between two meetings of a person in different halls. */
  travelMinutes: integer('travel_minutes').notNull().default(0),
  /** Most meetings of a person, and by kind of participant. */
  limit: integer('limit_each').notNull(),
  limitsByKind: jsonb('limits_by_kind').$type<Readonly<Record<string, number>>>().notNull(),
  replyHours: integer('reply_hours').notNull(),
  requestsEndAt: at('requests_end_at').notNull(),
  createdAt: createdAt(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** A time in which meetings take place. One that a meeting was planned in is shut, never deleted. */
export const meetingSlots = pgTable(
  'event_meeting_slots',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at').notNull(),
    isOpen: boolean('is_open').notNull().default(true),
  },
  (t) => [
    check('event_meeting_slots_times', sql`${t.startsAt} < ${t.endsAt}`),
    uniqueIndex('event_meeting_slots_open')
      .on(t.eventId, t.startsAt)
      .where(sql`is_open`),
  ],
);

/** A table, or a video room with its link. */
export const meetingTables = pgTable(
  'event_meeting_tables',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    kind: text('kind', { enum: meetingRoomKinds }).notNull(),
    label: text('label').notNull(),
    position: integer('position').notNull(),
    /** The hall it stands in; '' where there is only one. */
    place: text('place').notNull().default(''),
    url: text('url').notNull().default(''),
    isOpen: boolean('is_open').notNull().default(true),
  },
  (t) => [
    oneOf('event_meeting_tables_kind', t.kind, meetingRoomKinds),
    uniqueIndex('event_meeting_tables_label').on(t.eventId, t.label),
  ],
);

/** How a participant takes part: what he said himself. Without a row he is there for all slots. */
export const meetingPeople = pgTable(
  'event_meeting_people',
  {
    registrationId: uuid('registration_id')
      .primaryKey()
      .references(() => eventRegistrations.id, { onDelete: 'restrict' }),
    eventId: ref('event_id', () => events.id).notNull(),
    takesPart: boolean('takes_part').notNull().default(true),
    isOnline: boolean('is_online').notNull().default(false),
    limit: integer('limit_own'),
    /** Slots in which he cannot meet. */
    awaySlots: uuid('away_slots').array().notNull(),
    seeks: text('seeks').notNull().default(''),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('event_meeting_people_event').on(t.eventId)],
);

/** A request to meet, or a suggestion of the matching. */
export const meetingRequests = pgTable(
  'event_meeting_requests',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    fromId: ref('from_id', () => eventRegistrations.id).notNull(),
    toId: ref('to_id', () => eventRegistrations.id).notNull(),
    /** The two registrations in order: a pair has one open request. */
    pairKey: text('pair_key').notNull(),
    origin: text('origin', { enum: meetingRequestOrigins }).notNull(),
    state: state(statesOf(meetingRequestMachine)),
    purpose: text('purpose').notNull().default(''),
    achievementId: ref('achievement_id', () => achievements.id),
    demandId: ref('demand_id', () => demands.id),
    reasons: jsonb('reasons').$type<MeetingReasons>(),
    /** Points for the scheduler. */
    value: integer('value').notNull(),
    replyDueAt: at('reply_due_at'),
    repliedAt: at('replied_at'),
    replyNote: text('reply_note').notNull().default(''),
    askedBy: ref('asked_by', () => users.id),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('event_meeting_requests_state', t.state, statesOf(meetingRequestMachine)),
    oneOf('event_meeting_requests_origin', t.origin, meetingRequestOrigins),
    check('event_meeting_requests_two', sql`${t.fromId} <> ${t.toId}`),
    uniqueIndex('event_meeting_requests_pair')
      .on(t.eventId, t.pairKey)
      .where(sql`state in ('pending', 'accepted', 'suggested')`),
    index('event_meeting_requests_event').on(t.eventId, t.state),
    index('event_meeting_requests_to').on(t.toId, t.state),
  ],
);

/** One run of the scheduler. Published, it becomes the meetings; the next one moves as few of them as it can. */
export const meetingRuns = pgTable(
  'event_meeting_runs',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    n: integer('n').notNull(),
    state: state(scheduleRunStates),
    progressPpm: ppm('progress_ppm').notNull().default(0),
    result: jsonb('result').$type<ScheduleResult>(),
    startedBy: ref('started_by', () => users.id).notNull(),
    finishedAt: at('finished_at'),
    publishedAt: at('published_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('event_meeting_runs_state', t.state, scheduleRunStates),
    uniqueIndex('event_meeting_runs_n').on(t.eventId, t.n),
    uniqueIndex('event_meeting_runs_one')
      .on(t.eventId)
      .where(sql`state in ('queued', 'running')`),
  ],
);

/** A meeting of the published schedule. */
export const eventMeetings = pgTable(
  'event_meetings',
  {
    id: id(),
    eventId: ref('event_id', () => events.id).notNull(),
    requestId: ref('request_id', () => meetingRequests.id).notNull(),
    fromId: ref('from_id', () => eventRegistrations.id).notNull(),
    toId: ref('to_id', () => eventRegistrations.id).notNull(),
    slotId: ref('slot_id', () => meetingSlots.id).notNull(),
    tableId: ref('table_id', () => meetingTables.id).notNull(),
    state: state(statesOf(eventMeetingMachine)),
    /** Fixed by the organizer: no run moves it. */
    isFixed: boolean('is_fixed').notNull().default(false),
    dealId: ref('deal_id', () => deals.id),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('event_meetings_state', t.state, statesOf(eventMeetingMachine)),
    uniqueIndex('event_meetings_request')
      .on(t.requestId)
      .where(sql`state <> 'cancelled'`),
    uniqueIndex('event_meetings_table')
      .on(t.slotId, t.tableId)
      .where(sql`state <> 'cancelled'`),
    index('event_meetings_event').on(t.eventId, t.state),
    index('event_meetings_deal').on(t.dealId),
  ],
);

/** One side of a meeting. Its row makes it impossible that somebody sits twice in one slot. */
export const meetingSides = pgTable(
  'event_meeting_sides',
  {
    id: id(),
    meetingId: ref('meeting_id', () => eventMeetings.id).notNull(),
    registrationId: ref('registration_id', () => eventRegistrations.id).notNull(),
    /** Null once the meeting is cancelled. */
    slotId: ref('slot_id', () => meetingSlots.id),
    lateMinutes: integer('late_minutes'),
    isAbsent: boolean('is_absent').notNull().default(false),
    outcome: text('outcome', { enum: meetingOutcomes }),
    ratedAt: at('rated_at'),
    ratedBy: ref('rated_by', () => users.id),
  },
  (t) => [
    oneOf('event_meeting_sides_outcome', t.outcome, meetingOutcomes),
    uniqueIndex('event_meeting_sides_once').on(t.meetingId, t.registrationId),
    uniqueIndex('event_meeting_sides_slot').on(t.registrationId, t.slotId),
  ],
);

import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { PayLaterTermsJson } from '#app/domain/contract.ts';
import { type MeetingSlot, meetingMachine } from '#app/domain/deal-meeting.ts';
import { offerMachine } from '#app/domain/deal-offer.ts';
import { dealMachine, mandateMachine, declineReasons } from '#app/domain/deal.ts';
import { statesOf } from '#app/domain/machine.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, fen, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { demands } from './demands.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

export const dealOrigins = ['search', 'match', 'salon', 'broker', 'demand', 'trade'] as const;

/** A talk between two organisations about one achievement, from the request (对接申请) to the end. */
export const deals = pgTable(
  'deals',
  {
    id: id(),
    no: text('no').notNull().unique(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    achievementVersionN: integer('achievement_version_n').notNull(),
    demandId: ref('demand_id', () => demands.id),
    /** Who owns the achievement and would license it. */
    licensorOrgId: ref('licensor_org_id', () => organisations.id).notNull(),
    licenseeOrgId: ref('licensee_org_id', () => organisations.id).notNull(),
    state: state(statesOf(dealMachine)),
    origin: text('origin', { enum: dealOrigins }).notNull(),
    purpose: text('purpose').notNull(),
    askedBy: ref('asked_by', () => users.id).notNull(),
    replyDueAt: at('reply_due_at').notNull(),
    repliedAt: at('replied_at'),
    repliedBy: ref('replied_by', () => users.id),
    declineReason: text('decline_reason', { enum: declineReasons }),
    declineNote: text('decline_note'),
    /** The colleague of the asked side to whom the request was handed over. */
    handlerId: ref('handler_id', () => users.id),
    /** The asker lets brokers be told when nobody answers. */
    mayOffer: boolean('may_offer').notNull().default(true),
    remindedAt: at('reminded_at'),
    /** When the unanswered request was offered to brokers. */
    offeredAt: at('offered_at'),
    /** What it came from, where that is a row: a salon meeting, a broker's pairing. */
    sourceId: uuid('source_id'),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('deals_state', t.state, statesOf(dealMachine)),
    oneOf('deals_origin', t.origin, dealOrigins),
    check('deals_two_sides', sql`${t.licensorOrgId} <> ${t.licenseeOrgId}`),
    index('deals_licensor').on(t.licensorOrgId, t.state),
    index('deals_licensee').on(t.licenseeOrgId, t.state),
  ],
);

export const dealMessages = pgTable(
  'deal_messages',
  {
    id: id(),
    dealId: ref('deal_id', () => deals.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    authorId: ref('author_id', () => users.id).notNull(),
    body: text('body').notNull(),
    /** Whom the message names with @. */
    mentions: uuid('mentions')
      .array()
      .notNull()
      .default(sql`'{}'::uuid[]`),
    fileId: ref('file_id', () => files.id),
    createdAt: createdAt(),
  },
  (t) => [index('deal_messages_deal').on(t.dealId, t.createdAt)],
);

/** How far a person has read a deal room. */
export const dealReads = pgTable(
  'deal_reads',
  {
    dealId: ref('deal_id', () => deals.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    readAt: at('read_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.dealId, t.userId] })],
);

/** A meeting of the room: proposed times, the chosen one, the minutes. */
export const dealMeetings = pgTable(
  'deal_meetings',
  {
    id: id(),
    dealId: ref('deal_id', () => deals.id).notNull(),
    title: text('title').notNull(),
    place: text('place').notNull(),
    slots: jsonb('slots').$type<readonly MeetingSlot[]>().notNull(),
    startsAt: at('starts_at'),
    endsAt: at('ends_at'),
    state: state(statesOf(meetingMachine)),
    minutes: text('minutes'),
    minutesBy: ref('minutes_by', () => users.id),
    orgId: ref('org_id', () => organisations.id).notNull(),
    proposedBy: ref('proposed_by', () => users.id).notNull(),
    /** Counts changes, for the SEQUENCE of the calendar file. */
    revision: integer('revision').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('deal_meetings_state', t.state, statesOf(meetingMachine)),
    index('deal_meetings_deal').on(t.dealId, t.createdAt),
  ],
);

/** Something that somebody of the room is to do by a day. */
export const dealTasks = pgTable(
  'deal_tasks',
  {
    id: id(),
    dealId: ref('deal_id', () => deals.id).notNull(),
    title: text('title').notNull(),
    assigneeId: ref('assignee_id', () => users.id).notNull(),
    /** The side, or the broker's agency, that owes it: a colleague takes over when the person leaves. */
    orgId: ref('org_id', () => organisations.id).notNull(),
    dueOn: on('due_on').notNull(),
    doneAt: at('done_at'),
    doneBy: ref('done_by', () => users.id),
    /** The deal ended before it was done. */
    endedAt: at('ended_at'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('deal_tasks_deal').on(t.dealId, t.createdAt),
    index('deal_tasks_assignee')
      .on(t.assigneeId, t.dueOn)
      .where(sql`done_at is null`),
  ],
);

/** An offer or counter-offer: a whole term sheet, in the shape of the contract's terms. */
export const dealOffers = pgTable(
  'deal_offers',
  {
    id: id(),
    dealId: ref('deal_id', () => deals.id).notNull(),
    n: integer('n').notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    authorId: ref('author_id', () => users.id).notNull(),
    terms: jsonb('terms').$type<PayLaterTermsJson>().notNull(),
    note: text('note').notNull().default(''),
    expiresAt: at('expires_at').notNull(),
    state: state(statesOf(offerMachine)),
    closedAt: at('closed_at'),
    closedBy: ref('closed_by', () => users.id),
    rejectReason: text('reject_reason', { enum: declineReasons }),
    /** The contract draft that the accepted offer became. */
    contractId: uuid('contract_id'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('deal_offers_state', t.state, statesOf(offerMachine)),
    uniqueIndex('deal_offers_n').on(t.dealId, t.n),
    // Both counter at once: the second open offer is refused here.
    uniqueIndex('deal_offers_one_open')
      .on(t.dealId)
      .where(sql`state = 'open'`),
  ],
);

/** A broker's dated mandate (居间委托) in a deal, with his commission on cash received. */
export const mandates = pgTable(
  'mandates',
  {
    id: id(),
    dealId: ref('deal_id', () => deals.id).notNull(),
    brokerUserId: ref('broker_user_id', () => users.id).notNull(),
    brokerOrgId: ref('broker_org_id', () => organisations.id).notNull(),
    /** The party that gives the mandate and bears the commission. */
    clientOrgId: ref('client_org_id', () => organisations.id).notNull(),
    feePpm: ppm('fee_ppm').notNull(),
    /** A fixed commission in place of a share, which is then 0; due as cash arrives, never above it. */
    feeFen: fen('fee_fen'),
    /** The mandate out of whose commission this broker's part is taken, and that part; both null where it is a commission of its own. */
    sharesWithId: ref('shares_with_id', (): AnyPgColumn => mandates.id),
    splitPpm: ppm('split_ppm'),
    startsOn: on('starts_on').notNull(),
    endsOn: on('ends_on').notNull(),
    state: state(statesOf(mandateMachine)),
    conflictNote: text('conflict_note').notNull().default(''),
    invitedBy: ref('invited_by', () => users.id).notNull(),
    repliedAt: at('replied_at'),
    endedAt: at('ended_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('mandates_state', t.state, statesOf(mandateMachine)),
    // One at a time: who declined, or whose invitation was taken back, may be asked again on other terms.
    uniqueIndex('mandates_live_once')
      .on(t.dealId, t.brokerUserId)
      .where(sql`state in ('invited', 'sharing', 'active')`),
    index('mandates_broker').on(t.brokerUserId, t.state),
  ],
);

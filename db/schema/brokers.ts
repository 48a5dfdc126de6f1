import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { engagementMachine, introductionStates, specialistKinds } from '#app/domain/engagement.ts';
import { statesOf } from '#app/domain/machine.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, fen, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { mandates } from './deals.ts';
import { demands } from './demands.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** A standing mandate (委托) of a client: for its demands or achievements as a whole, not for one deal. */
export const engagements = pgTable(
  'engagements',
  {
    id: id(),
    clientOrgId: ref('client_org_id', () => organisations.id).notNull(),
    brokerUserId: ref('broker_user_id', () => users.id).notNull(),
    brokerOrgId: ref('broker_org_id', () => organisations.id).notNull(),
    /** Brokers who share one mandate stand in one group. */
    groupId: uuid('group_id').notNull(),
    scope: text('scope').notNull(),
    isExclusive: boolean('is_exclusive').notNull().default(false),
    startsOn: on('starts_on').notNull(),
    endsOn: on('ends_on').notNull(),
    /** Whole commission as a share of cash, or a fixed sum; one of the two. */
    feePpm: ppm('fee_ppm'),
    feeFen: fen('fee_fen'),
    /** This broker's part of the commission. */
    splitPpm: ppm('split_ppm').notNull().default(1_000_000),
    /** How long after its end a contract with somebody he introduced still counts (反跳单). */
    tailMonths: integer('tail_months').notNull().default(12),
    conflictNote: text('conflict_note').notNull().default(''),
    state: state(statesOf(engagementMachine)),
    invitedBy: ref('invited_by', () => users.id).notNull(),
    repliedAt: at('replied_at'),
    endedAt: at('ended_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('engagements_state', t.state, statesOf(engagementMachine)),
    index('engagements_broker').on(t.brokerUserId, t.state),
    index('engagements_client').on(t.clientOrgId, t.state),
  ],
);

/** A pairing that a broker proposed to both sides with one message; each side answers for itself. */
export const introductions = pgTable(
  'introductions',
  {
    id: id(),
    brokerUserId: ref('broker_user_id', () => users.id).notNull(),
    brokerOrgId: ref('broker_org_id', () => organisations.id).notNull(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    demandId: ref('demand_id', () => demands.id).notNull(),
    licensorOrgId: ref('licensor_org_id', () => organisations.id).notNull(),
    licenseeOrgId: ref('licensee_org_id', () => organisations.id).notNull(),
    message: text('message').notNull(),
    state: text('state', { enum: introductionStates }).notNull(),
    licensorYesAt: at('licensor_yes_at'),
    licenseeYesAt: at('licensee_yes_at'),
    declinedByOrg: ref('declined_by_org', () => organisations.id),
    declineReason: text('decline_reason'),
    dealId: uuid('deal_id'),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('introductions_state', t.state, introductionStates),
    uniqueIndex('introductions_pair').on(t.brokerUserId, t.achievementId, t.demandId),
    index('introductions_parties').on(t.licensorOrgId, t.licenseeOrgId),
  ],
);

/** 重点创新主体, each to be covered by a broker (全覆盖). */
export const keyUnits = pgTable('key_units', {
  orgId: ref('org_id', () => organisations.id)
    .notNull()
    .primaryKey(),
  listedBy: ref('listed_by', () => users.id).notNull(),
  /** Why it is on the list: 高新技术企业, 创新联合体, … */
  reason: text('reason').notNull().default(''),
  createdAt: createdAt(),
});

export const courses = pgTable('courses', {
  id: id(),
  title: text('title').notNull(),
  level: text('level', { enum: ['junior', 'middle', 'senior'] }).notNull(),
  hours: integer('hours').notNull(),
  heldOn: on('held_on').notNull(),
  place: text('place').notNull().default(''),
  organiserOrgId: ref('organiser_org_id', () => organisations.id).notNull(),
  createdBy: ref('created_by', () => users.id).notNull(),
  createdAt: createdAt(),
});

export const courseRecords = pgTable(
  'course_records',
  {
    courseId: ref('course_id', () => courses.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    hours: integer('hours').notNull(),
    /** Mark of the exam, 0 to 100; null where there was none. */
    mark: integer('mark'),
    certificateNo: text('certificate_no'),
    certificateOn: on('certificate_on'),
    recordedBy: ref('recorded_by', () => users.id),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.userId] }), index('course_records_user').on(t.userId)],
);

/** A 科技特派员 or 科技专员 sent to a unit by an authority (选派). */
export const specialists = pgTable(
  'specialists',
  {
    id: id(),
    userId: ref('user_id', () => users.id).notNull(),
    servedOrgId: ref('served_org_id', () => organisations.id).notNull(),
    kind: text('kind', { enum: specialistKinds }).notNull(),
    byOrgId: ref('by_org_id', () => organisations.id).notNull(),
    startsOn: on('starts_on').notNull(),
    endsOn: on('ends_on').notNull(),
    sentBy: ref('sent_by', () => users.id),
    /** Called back before the last day. */
    endedAt: at('ended_at'),
    endNote: text('end_note').notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [oneOf('specialists_kind', t.kind, specialistKinds), index('specialists_user').on(t.userId)],
);

/** A party's word that a broker did what his work record (业绩) says of a deal. */
export const workConfirmations = pgTable(
  'work_confirmations',
  {
    mandateId: ref('mandate_id', () => mandates.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    confirmedBy: ref('confirmed_by', () => users.id).notNull(),
    role: text('role').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.mandateId, t.orgId] })],
);

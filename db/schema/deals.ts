import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { dealMachine, mandateMachine, declineReasons } from '#app/domain/deal.ts';
import { statesOf } from '#app/domain/machine.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { demands } from './demands.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

export const dealOrigins = ['search', 'match', 'salon', 'broker', 'demand'] as const;

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
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('deals_state', t.state, statesOf(dealMachine)),
    oneOf('deals_origin', t.origin, dealOrigins),
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
    fileId: ref('file_id', () => files.id),
    createdAt: createdAt(),
  },
  (t) => [index('deal_messages_deal').on(t.dealId, t.createdAt)],
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
    uniqueIndex('mandates_once').on(t.dealId, t.brokerUserId),
    index('mandates_broker').on(t.brokerUserId, t.state),
  ],
);

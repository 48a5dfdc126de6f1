import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { statesOf } from '#app/domain/machine.ts';
import { objectionMachine } from '#app/domain/publicity.ts';
import { depositEnds } from '#app/domain/trade-deposit.ts';
import { auctionMachine, lateCauses, tradeApplicationMachine, tradeMachine } from '#app/domain/trade.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, fen, id, on, oneOf, ref, state } from './columns.ts';
import { deals } from './deals.ts';
import { files } from './files.ts';
import { listings } from './listings.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** 挂牌交易 of a listed achievement: notice, applications, bidding, result. */
export const trades = pgTable(
  'trades',
  {
    id: id(),
    no: text('no').notNull().unique(),
    listingId: ref('listing_id', () => listings.id).notNull(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    versionN: integer('version_n').notNull(),
    state: state(statesOf(tradeMachine)),
    /** What is licensed or assigned, on which terms, and who may bid. */
    object: text('object').notNull(),
    payTerms: text('pay_terms').notNull(),
    qualification: text('qualification').notNull(),
    askFen: fen('ask_fen').notNull(),
    stepFen: fen('step_fen').notNull(),
    depositFen: fen('deposit_fen').notNull(),
    /** 保留价: the owner's alone. */
    floorFen: fen('floor_fen'),
    announcedAt: at('announced_at').notNull(),
    applyUntil: at('apply_until').notNull(),
    biddingAt: at('bidding_at').notNull(),
    /** When bidding ends as things stand; bids in the last minutes move it. */
    closesAt: at('closes_at').notNull(),
    /**
     * When bidding did begin and would have ended, where it began later than announced (`bidding_at` says when it should have), and why.
     */
    openedAt: at('opened_at'),
    plannedClosesAt: at('planned_closes_at'),
    lateBecause: text('late_because', { enum: lateCauses }),
    resultDays: integer('result_days').notNull(),
    currentFen: fen('current_fen'),
    leaderId: uuid('leader_id').references((): AnyPgColumn => tradeApplications.id),
    bidN: integer('bid_n').notNull().default(0),
    extensions: integer('extensions').notNull().default(0),
    /** What it was sold for, and to whom, once bidding is over. */
    priceFen: fen('price_fen'),
    winnerId: uuid('winner_id').references((): AnyPgColumn => tradeApplications.id),
    noticeUntil: at('notice_until'),
    dealId: ref('deal_id', () => deals.id),
    endedAt: at('ended_at'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('trades_state', t.state, statesOf(tradeMachine)),
    check('trades_times', sql`${t.applyUntil} <= ${t.biddingAt} and ${t.biddingAt} < ${t.closesAt}`),
    check('trades_sums', sql`${t.askFen} > 0 and ${t.stepFen} > 0 and ${t.depositFen} >= 0`),
    check('trades_late', sql`num_nonnulls(${t.openedAt}, ${t.plannedClosesAt}, ${t.lateBecause}) in (0, 3)`),
    oneOf('trades_late_because', t.lateBecause, lateCauses),
    check('trades_bid', sql`(${t.currentFen} is null) = (${t.leaderId} is null)`),
    uniqueIndex('trades_one_live')
      .on(t.achievementId)
      .where(sql`state in ('announced', 'bidding', 'noticed')`),
    index('trades_org').on(t.orgId, t.createdAt),
    index('trades_state_at').on(t.state, t.biddingAt),
  ],
);

export const tradeApplications = pgTable(
  'trade_applications',
  {
    id: id(),
    tradeId: ref('trade_id', () => trades.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    /** 竞买号, given with the qualification: the only name that others see while bids come in. */
    n: integer('n'),
    state: state(statesOf(tradeApplicationMachine)),
    statement: text('statement').notNull(),
    appliedBy: ref('applied_by', () => users.id).notNull(),
    depositOn: on('deposit_on'),
    depositReference: text('deposit_reference'),
    /** What the applicant itself says it paid: the unit answers for it, whatever it decides. */
    paidOn: on('paid_on'),
    paidReference: text('paid_reference'),
    /** The one end of a deposit: given back, set off against the price, or forfeited by the notice. */
    depositReturnedOn: on('deposit_returned_on'),
    depositAppliedOn: on('deposit_applied_on'),
    depositForfeitedOn: on('deposit_forfeited_on'),
    depositEndReference: text('deposit_end_reference'),
    depositEndNote: text('deposit_end_note'),
    depositEndedBy: ref('deposit_ended_by', () => users.id),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    decisionNote: text('decision_note'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('trade_applications_state', t.state, statesOf(tradeApplicationMachine)),
    check(
      'trade_applications_deposit_end',
      sql`num_nonnulls(${t.depositReturnedOn}, ${t.depositAppliedOn}, ${t.depositForfeitedOn}) <= (${t.depositOn} is not null)::int`,
    ),
    uniqueIndex('trade_applications_once')
      .on(t.tradeId, t.orgId)
      .where(sql`state <> 'withdrawn'`),
    uniqueIndex('trade_applications_n').on(t.tradeId, t.n),
    index('trade_applications_org').on(t.orgId, t.createdAt),
  ],
);

/** What was noted of a deposit's end before it was taken back as wrong; never changed. */
export const depositCorrections = pgTable(
  'deposit_corrections',
  {
    id: id(),
    applicationId: ref('application_id', () => tradeApplications.id).notNull(),
    way: text('way', { enum: depositEnds }).notNull(),
    endedOn: on('ended_on').notNull(),
    reference: text('reference'),
    note: text('note'),
    endedBy: ref('ended_by', () => users.id),
    reason: text('reason').notNull(),
    correctedBy: ref('corrected_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('deposit_corrections_way', t.way, depositEnds),
    index('deposit_corrections_application').on(t.applicationId, t.createdAt),
  ],
);

/** Bids in their order, never changed. */
export const tradeBids = pgTable(
  'trade_bids',
  {
    id: id(),
    tradeId: ref('trade_id', () => trades.id).notNull(),
    n: integer('n').notNull(),
    applicationId: ref('application_id', () => tradeApplications.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    amountFen: fen('amount_fen').notNull(),
    at: at('at').notNull(),
    /** When bidding ended as of this bid, and whether the bid moved that. */
    closesAt: at('closes_at').notNull(),
    isExtending: boolean('is_extending').notNull(),
  },
  (t) => [uniqueIndex('trade_bids_n').on(t.tradeId, t.n), uniqueIndex('trade_bids_amount').on(t.tradeId, t.amountFen)],
);

export const tradeObjections = pgTable(
  'trade_objections',
  {
    id: id(),
    tradeId: ref('trade_id', () => trades.id).notNull(),
    filedBy: ref('filed_by', () => users.id).notNull(),
    grounds: text('grounds').notNull(),
    state: state(statesOf(objectionMachine)),
    decision: text('decision'),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('trade_objections_state', t.state, statesOf(objectionMachine)),
    index('trade_objections_trade').on(t.tradeId),
  ],
);

/** 拍卖 by a licensed house: what its papers say. */
export const auctions = pgTable(
  'auctions',
  {
    id: id(),
    listingId: ref('listing_id', () => listings.id).notNull(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    state: state(statesOf(auctionMachine)),
    house: text('house').notNull(),
    licenceNo: text('licence_no').notNull(),
    place: text('place').notNull(),
    noticeOn: on('notice_on').notNull(),
    viewingFromOn: on('viewing_from_on').notNull(),
    viewingToOn: on('viewing_to_on').notNull(),
    saleOn: on('sale_on').notNull(),
    noticeFileId: ref('notice_file_id', () => files.id).notNull(),
    confirmationNo: text('confirmation_no'),
    buyerName: text('buyer_name'),
    /** Null where the buyer is a person. */
    buyerUscc: text('buyer_uscc'),
    priceFen: fen('price_fen'),
    confirmationFileId: ref('confirmation_file_id', () => files.id),
    /** The buyer's organisation, and the deal in which the contract with it is drafted, once it was named here. */
    buyerOrgId: ref('buyer_org_id', () => organisations.id),
    dealId: ref('deal_id', () => deals.id),
    endedOn: on('ended_on'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('auctions_state', t.state, statesOf(auctionMachine)),
    check('auctions_sold', sql`(${t.state} in ('sold', 'performed', 'dissolved')) = (${t.priceFen} is not null)`),
    uniqueIndex('auctions_one_live')
      .on(t.achievementId)
      .where(sql`state = 'announced'`),
    index('auctions_org').on(t.orgId, t.createdAt),
  ],
);

/** What stood of a sale before it was put right; nothing of it is ever changed. */
export const auctionCorrections = pgTable(
  'auction_corrections',
  {
    id: id(),
    auctionId: ref('auction_id', () => auctions.id).notNull(),
    confirmationNo: text('confirmation_no').notNull(),
    buyerName: text('buyer_name').notNull(),
    buyerUscc: text('buyer_uscc'),
    priceFen: fen('price_fen').notNull(),
    confirmationFileId: ref('confirmation_file_id', () => files.id).notNull(),
    reason: text('reason').notNull(),
    correctedBy: ref('corrected_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('auction_corrections_auction').on(t.auctionId, t.createdAt)],
);

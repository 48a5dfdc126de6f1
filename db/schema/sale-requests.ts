import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { givenModes } from '#app/domain/listing-end.ts';
import { statesOf } from '#app/domain/machine.ts';
import { saleRequestKinds, saleRequestMachine } from '#app/domain/sale-request.ts';
import { at, createdAt, fen, id, oneOf, ref, state } from './columns.ts';
import { files } from './files.ts';
import { users } from './people.ts';
import { auctions, trades } from './trades.ts';

/** What an officer asks of a sale, and what an approver says to it: one waits at a time. */
export const saleRequests = pgTable(
  'sale_requests',
  {
    id: id(),
    /** One of the two: by which the sale came about. */
    auctionId: ref('auction_id', () => auctions.id),
    tradeId: ref('trade_id', () => trades.id),
    kind: text('kind', { enum: saleRequestKinds }).notNull(),
    state: state(statesOf(saleRequestMachine)),
    reason: text('reason').notNull(),
    /** Null only of a correction for which the paper that was uploaded is the right one. */
    fileId: ref('file_id', () => files.id),
    /** What a sale performed outside of the platform gave its buyer; null of other requests, and of those from before it was asked. */
    given: text('given', { enum: givenModes }),
    /** The sale as it is to stand; null where it is to end. */
    confirmationNo: text('confirmation_no'),
    buyerName: text('buyer_name'),
    buyerUscc: text('buyer_uscc'),
    priceFen: fen('price_fen'),
    askedBy: ref('asked_by', () => users.id).notNull(),
    createdAt: createdAt(),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    note: text('note'),
  },
  (t) => [
    oneOf('sale_requests_kind', t.kind, saleRequestKinds),
    oneOf('sale_requests_state', t.state, statesOf(saleRequestMachine)),
    check(
      'sale_requests_facts',
      sql`(${t.kind} = 'correct') = (num_nonnulls(${t.confirmationNo}, ${t.buyerName}, ${t.priceFen}) = 3)`,
    ),
    oneOf('sale_requests_given', t.given, givenModes),
    check('sale_requests_performed', sql`${t.given} is null or ${t.kind} = 'perform'`),
    check('sale_requests_paper', sql`${t.kind} = 'correct' or ${t.fileId} is not null`),
    check(
      'sale_requests_four_eyes',
      sql`${t.state} <> 'granted' or (${t.decidedBy} is not null and ${t.decidedBy} <> ${t.askedBy})`,
    ),
    check('sale_requests_of', sql`num_nonnulls(${t.auctionId}, ${t.tradeId}) = 1`),
    // What a trade sold stands in its bids, not in a record that could have a slip.
    check('sale_requests_correct', sql`${t.kind} <> 'correct' or ${t.auctionId} is not null`),
    uniqueIndex('sale_requests_open')
      .on(t.auctionId)
      .where(sql`state = 'asked'`),
    uniqueIndex('sale_requests_open_trade')
      .on(t.tradeId)
      .where(sql`state = 'asked'`),
    index('sale_requests_auction').on(t.auctionId, t.createdAt),
    index('sale_requests_trade').on(t.tradeId, t.createdAt),
  ],
);

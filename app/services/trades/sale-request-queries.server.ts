import { desc, eq, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { isSecondOfSale } from '#app/domain/sale-request.ts';
import { auctions, saleRequests, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { SaleDesk } from './own-sale.server.ts';
import { mayRunTrade } from './own-trade.server.ts';

const decider = alias(users, 'decider');

/** What was asked of the sales of a desk, the newest first, with what the reader can do about it; the caller has loaded it as his own. */
export async function listSaleRequests(ctx: ActorContext, desk: SaleDesk) {
  const isOf: SQL = 'tradeId' in desk ? eq(saleRequests.tradeId, desk.tradeId) : eq(auctions.listingId, desk.listingId);
  const rows = await ctx.db
    .select({ request: saleRequests, asker: users.name, decider: decider.name })
    .from(saleRequests)
    .leftJoin(auctions, eq(auctions.id, saleRequests.auctionId))
    .innerJoin(users, eq(users.id, saleRequests.askedBy))
    .leftJoin(decider, eq(decider.id, saleRequests.decidedBy))
    .where(isOf)
    .orderBy(desc(saleRequests.createdAt));
  return rows.map(({ request, ...names }) => {
    const isOpen = request.state === 'asked';
    return {
      ...request,
      ...names,
      mayDecide: isOpen && isSecondOfSale(ctx.actor, request),
      mayRecall: isOpen && mayRunTrade(ctx.actor),
    };
  });
}

import { and, asc, desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { isSecondOfSale } from '#app/domain/sale-request.ts';
import { auctionCorrections, auctions, saleRequests, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { mayRunTrade } from './own-trade.server.ts';

const decider = alias(users, 'decider');

/**
 * Auctions of a listing, the newest first, each with what was asked of its sale and what stood of it before; the caller has loaded the
 * listing as his own.
 */
export async function listAuctions(ctx: ActorContext, listingId: string) {
  const [rows, corrected, asked] = await Promise.all([
    ctx.db.select().from(auctions).where(eq(auctions.listingId, listingId)).orderBy(desc(auctions.createdAt)),
    ctx.db
      .select({ was: auctionCorrections, by: users.name })
      .from(auctionCorrections)
      .innerJoin(auctions, and(eq(auctions.id, auctionCorrections.auctionId), eq(auctions.listingId, listingId)))
      .innerJoin(users, eq(users.id, auctionCorrections.correctedBy))
      .orderBy(asc(auctionCorrections.createdAt)),
    ctx.db
      .select({ request: saleRequests, asker: users.name, decider: decider.name })
      .from(saleRequests)
      .innerJoin(auctions, and(eq(auctions.id, saleRequests.auctionId), eq(auctions.listingId, listingId)))
      .innerJoin(users, eq(users.id, saleRequests.askedBy))
      .leftJoin(decider, eq(decider.id, saleRequests.decidedBy))
      .orderBy(desc(saleRequests.createdAt)),
  ]);
  return rows.map((row) => ({
    ...row,
    requests: asked.flatMap(({ request, ...names }) => {
      if (request.auctionId !== row.id) return [];
      const isOpen = request.state === 'asked';
      const may = {
        mayDecide: isOpen && isSecondOfSale(ctx.actor, request),
        mayRecall: isOpen && mayRunTrade(ctx.actor),
      };
      return [{ ...request, ...names, ...may }];
    }),
    corrections: corrected.flatMap(({ was, by }) => (was.auctionId === row.id ? [{ ...was, by }] : [])),
  }));
}

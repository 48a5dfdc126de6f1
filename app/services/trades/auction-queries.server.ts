import { and, asc, desc, eq } from 'drizzle-orm';
import { auctionCorrections, auctions, deals, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { listSaleRequests } from './sale-request-queries.server.ts';
import { saleStanding } from './sale-standing.server.ts';

/**
 * Auctions of a listing, the newest first, each with what was asked of its sale, what stood of it before and how it stands with its
 * contract; the caller has loaded the listing as his own.
 */
export async function listAuctions(ctx: ActorContext, listingId: string) {
  const [rows, corrected, requests] = await Promise.all([
    ctx.db
      .select({ auction: auctions, dealNo: deals.no })
      .from(auctions)
      .leftJoin(deals, eq(deals.id, auctions.dealId))
      .where(eq(auctions.listingId, listingId))
      .orderBy(desc(auctions.createdAt)),
    ctx.db
      .select({ was: auctionCorrections, by: users.name })
      .from(auctionCorrections)
      .innerJoin(auctions, and(eq(auctions.id, auctionCorrections.auctionId), eq(auctions.listingId, listingId)))
      .innerJoin(users, eq(users.id, auctionCorrections.correctedBy))
      .orderBy(asc(auctionCorrections.createdAt)),
    listSaleRequests(ctx, { listingId }),
  ]);
  const lines = rows.map(async ({ auction, dealNo }) => ({
    ...auction,
    dealNo,
    standing: ['sold', 'performed'].includes(auction.state) ? await saleStanding(ctx, 'auction', auction.id) : null,
    requests: requests.filter(({ auctionId }) => auctionId === auction.id),
    corrections: corrected.flatMap(({ was, by }) => (was.auctionId === auction.id ? [{ ...was, by }] : [])),
  }));
  return Promise.all(lines);
}

import { and, asc, desc, eq } from 'drizzle-orm';
import { auctionCorrections, auctions, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Auctions of a listing, the newest first, each with what stood of its sale before; the caller has loaded the listing as his own. */
export async function listAuctions(ctx: Pick<Context, 'db'>, listingId: string) {
  const [rows, corrected] = await Promise.all([
    ctx.db.select().from(auctions).where(eq(auctions.listingId, listingId)).orderBy(desc(auctions.createdAt)),
    ctx.db
      .select({ was: auctionCorrections, by: users.name })
      .from(auctionCorrections)
      .innerJoin(auctions, and(eq(auctions.id, auctionCorrections.auctionId), eq(auctions.listingId, listingId)))
      .innerJoin(users, eq(users.id, auctionCorrections.correctedBy))
      .orderBy(asc(auctionCorrections.createdAt)),
  ]);
  return rows.map((row) => ({
    ...row,
    corrections: corrected.flatMap(({ was, by }) => (was.auctionId === row.id ? [{ ...was, by }] : [])),
  }));
}

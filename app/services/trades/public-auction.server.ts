import { and, desc, eq, inArray } from 'drizzle-orm';
import { auctions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The notice of a house's auction as everybody may read it: the one that is coming, or the last that took place. */
export async function findPublicAuction(ctx: Pick<Context, 'db'>, achievementId: string) {
  const [row] = await ctx.db
    .select({
      state: auctions.state,
      house: auctions.house,
      licenceNo: auctions.licenceNo,
      place: auctions.place,
      noticeOn: auctions.noticeOn,
      viewingFromOn: auctions.viewingFromOn,
      viewingToOn: auctions.viewingToOn,
      saleOn: auctions.saleOn,
    })
    .from(auctions)
    .where(and(eq(auctions.achievementId, achievementId), inArray(auctions.state, ['announced', 'sold', 'performed'])))
    .orderBy(desc(auctions.createdAt), desc(auctions.id))
    .limit(1);
  return row ?? null;
}

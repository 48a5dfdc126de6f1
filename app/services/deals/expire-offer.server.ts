import { eq } from 'drizzle-orm';
import { dealOffers } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { announceRoom } from './announce-room.server.ts';
import { moveOffer } from './move-offer.server.ts';

/** The last instant of an offer has passed. Called by the sweep, any number of times. */
export async function expireOffer(ctx: Context, offerId: string): Promise<void> {
  const [offer] = await ctx.db.select().from(dealOffers).where(eq(dealOffers.id, offerId));
  if (offer === undefined || offer.state !== 'open' || offer.expiresAt >= ctx.now()) return;
  await inTransaction(ctx, async (tx) => {
    await moveOffer(tx, offer, 'expire');
    await notifyPeople(tx, [offer.authorId], { kind: 'offer.expire', href: `/desk/deals/${offer.dealId}#offers` });
    await announceRoom(tx, offer.dealId);
  });
}

import { eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { contracts } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { refuseInAuction, refuseInTrade } from '../trades/refuse-in-trade.server.ts';
import { concludeListing } from './conclude-listing.server.ts';
import { type Listing, lockOwnListing, mayList, requireAsked } from './own-listing.server.ts';

/** After a licence that leaves room for more its owner says that it goes to nobody else: sold, as of the contract's day. */
export async function sellListing(ctx: ActorContext, input: { readonly listingId: string }): Promise<Listing> {
  if (!mayList(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const before = await lockOwnListing(tx, input.listingId);
    const contractId = requireAsked(before);
    await refuseInTrade(tx, before.id);
    await refuseInAuction(tx, before.id);
    const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, contractId));
    return concludeListing(tx, before, { by: 'contract', contractId, on: dayOf(contract?.signedAt ?? tx.now()) });
  });
}

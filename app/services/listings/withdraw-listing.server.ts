import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { listingMachine } from '#app/domain/listing.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { refuseInAuction, refuseInTrade } from '../trades/refuse-in-trade.server.ts';
import { type Listing, lockOwnListing, mayList, moveListing } from './own-listing.server.ts';

/** The owner takes a listing back; the achievement stays public, not for trade. */
export async function withdrawListing(ctx: ActorContext, input: { readonly listingId: string }): Promise<Listing> {
  if (!mayList(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const before = await lockOwnListing(tx, input.listingId);
    if (transitionOf(listingMachine, before.state, 'withdraw') === undefined) throw new AppError('state_changed');
    await refuseInTrade(tx, before.id);
    await refuseInAuction(tx, before.id);
    return moveListing(tx, before, 'withdraw');
  });
}

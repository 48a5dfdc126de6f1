import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { listingMachine } from '#app/domain/listing.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { refuseInTrade } from '../trades/withdraw-trade.server.ts';
import { type Listing, loadOwnListing, mayList, moveListing } from './own-listing.server.ts';

/** The owner takes a listing back; the achievement stays public, not for trade. */
export async function withdrawListing(ctx: ActorContext, input: { readonly listingId: string }): Promise<Listing> {
  if (!mayList(ctx.actor)) throw new AppError('forbidden');
  const before = await loadOwnListing(ctx, input.listingId);
  if (transitionOf(listingMachine, before.state, 'withdraw') === undefined) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    await refuseInTrade(tx, before.id);
    return moveListing(tx, before, 'withdraw');
  });
}

import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { loadOwnListing } from '../listings/own-listing.server.ts';
import { getSaleRequest, moveSaleRequest, type SaleRequest } from './own-sale.server.ts';
import { mayRunTrade } from './own-trade.server.ts';

interface Recalled {
  readonly listingId: string;
  readonly requestId: string;
}

/** An officer takes back what was asked of a sale, before anybody has decided. */
export async function recallSaleRequest(ctx: ActorContext, { listingId, requestId }: Recalled): Promise<SaleRequest> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  const { achievementId } = await loadOwnListing(ctx, listingId);
  const found = await getSaleRequest(ctx, { listingId, requestId });
  return inTransaction(ctx, (tx) => moveSaleRequest(tx, found, 'recall', { achievementId }));
}

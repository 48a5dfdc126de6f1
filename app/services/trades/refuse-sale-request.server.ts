import { AppError } from '#app/domain/errors.ts';
import { isSecondOfSale, mayDecideSale } from '#app/domain/sale-request.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { loadOwnListing } from '../listings/own-listing.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { getSaleRequest, moveSaleRequest, type SaleRequest } from './own-sale.server.ts';
import { titleOf } from './own-trade.server.ts';

interface Refused {
  readonly listingId: string;
  readonly requestId: string;
  readonly note: string;
}

/** The approver does not agree, and says why; the sale stands as it is recorded. */
export async function refuseSaleRequest(
  ctx: ActorContext,
  { listingId, requestId, note }: Refused,
): Promise<SaleRequest> {
  if (!mayDecideSale(ctx.actor)) throw new AppError('forbidden');
  const { achievementId } = await loadOwnListing(ctx, listingId);
  const found = await getSaleRequest(ctx, { listingId, requestId });
  if (!isSecondOfSale(ctx.actor, found)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const request = await moveSaleRequest(tx, found, 'refuse', { achievementId, note });
    const notice = { kind: 'sale_request.refuse', params: { title: await titleOf(tx, { achievementId }) } };
    await notifyPeople(tx, [request.askedBy], { ...notice, href: `/desk/listings/${listingId}/auction` });
    return request;
  });
}

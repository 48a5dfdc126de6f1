import { AppError } from '#app/domain/errors.ts';
import { isSecondOfSale, mayDecideSale } from '#app/domain/sale-request.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import type { DecideSale } from './grant-sale-request.server.ts';
import { getSaleRequest, loadOwnDesk, moveSaleRequest, type SaleRequest } from './own-sale.server.ts';
import { titleOf } from './own-trade.server.ts';

/** The approver does not agree, and says why; the sale stands as it is recorded. */
export async function refuseSaleRequest(
  ctx: ActorContext,
  { requestId, note, ...desk }: DecideSale & { readonly note: string },
): Promise<SaleRequest> {
  if (!mayDecideSale(ctx.actor)) throw new AppError('forbidden');
  const { achievementId } = await loadOwnDesk(ctx, desk);
  const found = await getSaleRequest(ctx, desk, requestId);
  if (!isSecondOfSale(ctx.actor, found)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const request = await moveSaleRequest(tx, found, 'refuse', { achievementId, note });
    const notice = { kind: 'sale_request.refuse', params: { title: await titleOf(tx, { achievementId }) } };
    const href = 'tradeId' in desk ? `/desk/trades/${desk.tradeId}` : `/desk/listings/${desk.listingId}/auction`;
    await notifyPeople(tx, [request.askedBy], { ...notice, href });
    return request;
  });
}

import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import type { DecideSale } from './grant-sale-request.server.ts';
import { getSaleRequest, loadOwnDesk, moveSaleRequest, type SaleRequest } from './own-sale.server.ts';
import { mayRunTrade } from './own-trade.server.ts';

/** An officer takes back what was asked of a sale, before anybody has decided. */
export async function recallSaleRequest(ctx: ActorContext, { requestId, ...desk }: DecideSale): Promise<SaleRequest> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  const { achievementId } = await loadOwnDesk(ctx, desk);
  const found = await getSaleRequest(ctx, desk, requestId);
  return inTransaction(ctx, (tx) => moveSaleRequest(tx, found, 'recall', { achievementId }));
}

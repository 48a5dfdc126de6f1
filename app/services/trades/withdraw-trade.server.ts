import { AppError } from '#app/domain/errors.ts';
import { isGathering } from '#app/domain/trade.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { lockOwnTrade, mayRunTrade, moveTrade, tellTrade, type Trade } from './own-trade.server.ts';

/** The unit takes its notice back before bidding begins; afterwards the result stands. */
export async function withdrawTrade(ctx: ActorContext, { tradeId }: { readonly tradeId: string }): Promise<Trade> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const before = await lockOwnTrade(tx, tradeId);
    if (!isGathering(before, tx.now())) throw new AppError('state_changed');
    const row = await moveTrade(tx, before, 'withdraw');
    await clearDeadline(tx, 'trade.bidding', row.id);
    await tellTrade(tx, row, 'trade.withdraw');
    return row;
  });
}

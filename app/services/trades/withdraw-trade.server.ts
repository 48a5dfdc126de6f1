import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { trades } from '#db/schema/index.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { liveTradeStates, lockOwnTrade, mayRunTrade, moveTrade, tellTrade, type Trade } from './own-trade.server.ts';

/** The unit takes its notice back before bidding begins; afterwards the result stands. */
export async function withdrawTrade(ctx: ActorContext, { tradeId }: { readonly tradeId: string }): Promise<Trade> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const before = await lockOwnTrade(tx, tradeId);
    if (before.state === 'announced' && tx.now() >= before.biddingAt) throw new AppError('state_changed');
    const row = await moveTrade(tx, before, 'withdraw');
    await clearDeadline(tx, 'trade.bidding', row.id);
    await tellTrade(tx, row, 'trade.withdraw');
    return row;
  });
}

/** A listing under which a trade runs is not taken back: people prepare to bid for it. */
export async function refuseInTrade(tx: Pick<In<Context>, 'db'>, listingId: string): Promise<void> {
  const running = and(eq(trades.listingId, listingId), inArray(trades.state, liveTradeStates));
  if ((await tx.db.$count(trades, running)) > 0) {
    throw new AppError('invalid', { says: '这项成果正在挂牌交易。请先撤回交易公告；竞价开始后不能撤牌。' });
  }
}

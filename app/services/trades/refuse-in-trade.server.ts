import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { auctions, trades } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { liveTradeStates } from './own-trade.server.ts';

/** True while a trade runs on the listing. Who holds the listing's row can rely on it: a trade is opened under that row. */
export async function isInTrade(tx: In<Context>, listingId: string): Promise<boolean> {
  const running = and(eq(trades.listingId, listingId), inArray(trades.state, liveTradeStates));
  return (await tx.db.$count(trades, running)) > 0;
}

/** A listing under which a trade runs is not taken back: people prepare to bid for it. The caller holds the listing's row. */
export async function refuseInTrade(tx: In<Context>, listingId: string): Promise<void> {
  if (await isInTrade(tx, listingId)) {
    throw new AppError('invalid', { says: '这项成果正在挂牌交易。请先撤回交易公告；竞价开始后不能撤牌。' });
  }
}

/** A listing that a house has announced is not taken back before the mandate to the house is. The caller holds the listing's row. */
export async function refuseInAuction(tx: In<Context>, listingId: string): Promise<void> {
  const announced = and(eq(auctions.listingId, listingId), eq(auctions.state, 'announced'));
  if ((await tx.db.$count(auctions, announced)) > 0) {
    throw new AppError('invalid', { says: '这项成果有拍卖公告。请先撤回拍卖委托，再撤牌。' });
  }
}

import { and, eq, inArray } from 'drizzle-orm';
import { auctions, trades } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { moveAuction } from './own-auction.server.ts';
import { liveTradeStates, moveTrade, tellTrade } from './own-trade.server.ts';

/** Why a record is no longer sold: it left the public pages, or a contract signed before the sale was announced took the right. */
type Cause = 'halt' | 'overtake';

/** A record that is no longer sold: its trade stops wherever it stands, a house's mandate is taken back. Its listing is held. */
export async function haltTradesOf(tx: In<Context>, achievementId: string, cause: Cause): Promise<void> {
  const running = await tx.db
    .select()
    .from(trades)
    .where(and(eq(trades.achievementId, achievementId), inArray(trades.state, liveTradeStates)))
    .for('update');
  for (const trade of running) {
    const row = await moveTrade(tx, trade, cause);
    for (const kind of ['trade.bidding', 'trade.close', 'trade.result'] as const) await clearDeadline(tx, kind, row.id);
    await tellTrade(tx, row, `trade.${cause}`);
  }
  const announced = await tx.db
    .select()
    .from(auctions)
    .where(and(eq(auctions.achievementId, achievementId), eq(auctions.state, 'announced')))
    .for('update');
  for (const auction of announced) await moveAuction(tx, auction, 'withdraw');
}

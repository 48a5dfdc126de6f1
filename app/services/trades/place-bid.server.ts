import { and, eq, gt } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type Fen, formatWan } from '#app/domain/money.ts';
import { closesAfterBid, isBiddable, isSteepBid, leastBid } from '#app/domain/trade.ts';
import { tradeApplications, tradeBids, trades } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { announceRoom } from '../deals/announce-room.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { advanceTrade } from './advance-trade.server.ts';
import { mayBid, type Trade, type TradeApplication } from './own-trade.server.ts';

export type TradeBid = typeof tradeBids.$inferSelect;

interface PlaceBid {
  readonly tradeId: string;
  readonly amountFen: Fen;
  /** The person confirmed an amount that looks like a zero too many. */
  readonly isMeant: boolean;
  readonly key?: string | undefined;
}

/**
 * A bid of a qualified bidder, on the server's time. It is one conditional update of the trade: it counts only if nobody bid
 * since the trade was read and its end has not come; else the trade is read again and judged anew. A bid in the last minutes
 * moves the end. A form sent twice is one bid.
 */
export async function placeBid(ctx: ActorContext, input: PlaceBid): Promise<TradeBid> {
  if (!mayBid(ctx.actor)) throw new AppError('forbidden');
  await advanceTrade(ctx, input.tradeId);
  return inTransaction(ctx, async (tx) => {
    const bidder = await bidderOf(tx, input.tradeId);
    const { id, earlier } = await onceRow(tx, tradeBids, input.key, 'trade.bid');
    if (earlier) return earlier;
    const { trade, isExtending } = await raise(tx, bidder, input);
    const bid = await insertRow(tx, tradeBids, {
      id,
      tradeId: trade.id,
      n: trade.bidN,
      applicationId: bidder.id,
      userId: tx.actor.userId,
      amountFen: input.amountFen,
      at: tx.now(),
      closesAt: trade.closesAt,
      isExtending,
    });
    if (isExtending) {
      await setDeadline(tx, { kind: 'trade.close', subjectId: trade.id, orgId: null, dueAt: trade.closesAt });
    }
    await audit(tx, { deed: 'trade.bid', subjectType: 'trade', subjectId: trade.id, versionN: bid.n });
    await announceRoom(tx, trade.id);
    return bid;
  });
}

/** The actor's organisation as a bidder; who is none does not learn what the trade asks of bidders. */
async function bidderOf(tx: In<ActorContext>, tradeId: string): Promise<TradeApplication> {
  const [row] = await tx.db
    .select()
    .from(tradeApplications)
    .where(
      and(
        eq(tradeApplications.tradeId, tradeId),
        eq(tradeApplications.orgId, tx.actor.org?.orgId ?? ''),
        eq(tradeApplications.state, 'qualified'),
      ),
    );
  if (row === undefined) throw new AppError('not_found');
  return row;
}

const tries = 20;

async function raise(
  tx: In<ActorContext>,
  bidder: TradeApplication,
  { tradeId, amountFen, isMeant }: PlaceBid,
): Promise<{ trade: Trade; isExtending: boolean }> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const [before] = await tx.db.select().from(trades).where(eq(trades.id, tradeId));
    const now = tx.now();
    if (before === undefined || !isBiddable(before, now)) throw new AppError('state_changed');
    judge(before, bidder, amountFen, isMeant);
    const closesAt = closesAfterBid(now, before.closesAt, before.extensions);
    const isExtending = closesAt > before.closesAt;
    const [trade] = await tx.db
      .update(trades)
      .set({
        currentFen: amountFen,
        leaderId: bidder.id,
        bidN: before.bidN + 1,
        closesAt,
        extensions: before.extensions + (isExtending ? 1 : 0),
      })
      .where(
        and(
          eq(trades.id, tradeId),
          eq(trades.state, 'bidding'),
          eq(trades.bidN, before.bidN),
          gt(trades.closesAt, now),
        ),
      )
      .returning();
    if (trade !== undefined) return { trade, isExtending };
  }
  throw new AppError('state_changed');
}

function judge(trade: Trade, bidder: TradeApplication, amountFen: Fen, isMeant: boolean): void {
  const refuse = (says: string, field = 'amount'): never => {
    throw new AppError('invalid', { says }, field);
  };
  if (trade.leaderId === bidder.id) refuse('现在就是你单位的报价最高，不用再加。');
  const least = leastBid(trade);
  if (amountFen < least)
    refuse(`已有人报到 ${formatWan(trade.currentFen ?? trade.askFen)}，现在至少报 ${formatWan(least)}。`);
  if (isSteepBid(trade, amountFen) && !isMeant) {
    refuse(`这一口是最低报价 ${formatWan(least)} 的两倍以上。确认不是多打了一个零，再勾选提交。`, 'isMeant');
  }
}

import { and, eq, gte, inArray } from 'drizzle-orm';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { dueEvent, lateBidding } from '#app/domain/trade.ts';
import { listings, objectors, tradeApplications, tradeObjections, trades } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { concludeTrade } from './conclude-trade.server.ts';
import { lockTrade, moveTrade, qualifiedOf, tellTrade, titleOf, type Trade } from './own-trade.server.ts';

/** Does to a trade what time has made due, once: swept by deadline, and asked by whoever acts in it. */
export async function advanceTrade(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await holdListingOf(tx, id);
    let trade = await lockTrade(tx, id);
    for (let next = await step(tx, trade); next !== null; next = await step(tx, trade)) trade = next;
  });
}

/** A listing is held before its trade, as where a contract or its owner ends both. */
async function holdListingOf(tx: In<Context>, id: string): Promise<void> {
  const own = tx.db.select({ id: trades.listingId }).from(trades).where(eq(trades.id, id));
  await tx.db.select({ id: listings.id }).from(listings).where(inArray(listings.id, own)).for('update');
}

async function step(tx: In<Context>, trade: Trade): Promise<Trade | null> {
  const qualified = await qualifiedOf(tx, trade.id);
  const isOpen = and(eq(tradeObjections.tradeId, trade.id), eq(tradeObjections.state, 'open'));
  const openObjections = await tx.db.$count(tradeObjections, isOpen);
  switch (dueEvent(trade, { qualified: qualified.length, openObjections }, tx.now())) {
    case 'open':
      return open(tx, trade);
    case 'single': {
      const row = await moveTrade(tx, trade, 'single', resultOf(tx, trade, trade.askFen, qualified[0]?.id));
      await tellLapsed(tx, row);
      return publish(tx, row);
    }
    case 'settle':
      return publish(tx, await moveTrade(tx, trade, 'settle', resultOf(tx, trade, trade.currentFen, trade.leaderId)));
    case 'fail': {
      const row = await moveTrade(tx, trade, 'fail');
      await clearDeadline(tx, 'trade.bidding', row.id);
      await clearDeadline(tx, 'trade.close', row.id);
      await tellTrade(tx, row, 'trade.fail');
      if (trade.state === 'announced') await tellLapsed(tx, row);
      return row;
    }
    case 'conclude':
      return concludeTrade(tx, trade);
    default:
      return null;
  }
}

/** Who applied and was not decided about before it was time to bid takes no part, and learns so. */
async function tellLapsed(tx: In<Context>, trade: Trade): Promise<void> {
  const notice = { kind: 'trade.lapse', params: { title: await titleOf(tx, trade) }, href: `/trades/${trade.no}` };
  const rows = await tx.db
    .select({ orgId: tradeApplications.orgId })
    .from(tradeApplications)
    .where(and(eq(tradeApplications.tradeId, trade.id), eq(tradeApplications.state, 'submitted')));
  for (const { orgId } of rows) await notifyOrganisation(tx, orgId, ['officer'], notice);
}

/** Bidding has its whole length, even where an open objection or a platform that stood still held it up: that is kept for the pages. */
async function open(tx: In<Context>, trade: Trade): Promise<Trade> {
  const late = lateBidding(trade, tx.now(), await wasHeldUp(tx, trade));
  const row = await moveTrade(
    tx,
    trade,
    'open',
    late && { closesAt: late.closesAt, openedAt: tx.now(), plannedClosesAt: trade.closesAt, lateBecause: late.because },
  );
  await clearDeadline(tx, 'trade.bidding', row.id);
  await setDeadline(tx, { kind: 'trade.close', subjectId: row.id, orgId: null, dueAt: row.closesAt });
  await tellTrade(tx, row, 'trade.open');
  await tellLapsed(tx, row);
  return row;
}

/** An objection that was still open when bidding should have begun; answered or taken back since. */
async function wasHeldUp(tx: In<Context>, { id, biddingAt }: Trade): Promise<boolean> {
  const rows = await tx.db
    .select({ id: objectors.objectionId })
    .from(objectors)
    .innerJoin(tradeObjections, eq(tradeObjections.id, objectors.objectionId))
    .where(and(eq(tradeObjections.tradeId, id), gte(objectors.settledAt, biddingAt)))
    .limit(1);
  return rows.length > 0;
}

function resultOf(tx: In<Context>, trade: Trade, priceFen: bigint | null, winnerId: string | null | undefined) {
  if (priceFen === null || winnerId == null) throw new Error('a result has a price and a winner');
  // The days of the notice begin with the day after (as publicity does).
  return { priceFen, winnerId, noticeUntil: endOfDay(addDays(dayOf(tx.now()), trade.resultDays)) };
}

async function publish(tx: In<Context>, row: Trade): Promise<Trade> {
  await clearDeadline(tx, 'trade.bidding', row.id);
  await clearDeadline(tx, 'trade.close', row.id);
  if (row.noticeUntil !== null) {
    await setDeadline(tx, { kind: 'trade.result', subjectId: row.id, orgId: null, dueAt: row.noticeUntil });
  }
  await tellTrade(tx, row, 'trade.result');
  return row;
}

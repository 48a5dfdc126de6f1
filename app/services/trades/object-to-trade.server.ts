import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import type { Objector } from '#app/domain/objector.ts';
import { isTradeObjectable } from '#app/domain/trade.ts';
import { tradeObjections, trades } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { announceRoom } from '../deals/announce-room.server.ts';
import { mayDecideObjection } from '../listings/own-listing.server.ts';
import { recordDecision, recordWithdrawal } from '../objections/end-objection.server.ts';
import { loadObjection } from '../objections/load-objection.server.ts';
import type { ObjectionKind } from '../objections/objection-kind.server.ts';
import { recordObjection } from '../objections/record-objection.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { lockOwnTrade, lockTrade, moveTrade, requireOwnTrade, tellTrade, titleOf } from './own-trade.server.ts';

export type TradeObjectionRow = typeof tradeObjections.$inferSelect;

const tradeObjection: ObjectionKind<typeof tradeObjections> = {
  table: tradeObjections,
  name: 'trade_objection',
  filed: 'trade.object',
  isAbout: ({ tradeId }) => eq(tradeObjections.tradeId, tradeId),
  subjectOf: ({ tradeId }) => ({ subjectType: 'trade', subjectId: tradeId }),
};

/** A person objects under his own name while the notice or the result stands. Until the answer nothing goes on. */
export async function objectToTrade(
  ctx: ActorContext,
  input: Objector & { readonly tradeId: string; readonly grounds: string; readonly key?: string | undefined },
): Promise<TradeObjectionRow> {
  if ((await ctx.db.$count(trades, eq(trades.id, input.tradeId))) === 0) throw new AppError('not_found');
  await screenTexts(ctx, [input.grounds]);
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'trade.object', v7());
    if (!isFirst) return loadObjection(tx, tradeObjection, id);
    const trade = await lockTrade(tx, input.tradeId);
    if (!isTradeObjectable(trade, tx.now())) throw new AppError('state_changed');
    const row = await recordObjection(tx, tradeObjection, { id, tradeId: trade.id, grounds: input.grounds }, input);
    await notifyOrganisation(tx, trade.orgId, ['officer', 'approver'], {
      kind: 'trade.object',
      params: { title: await titleOf(tx, trade) },
      href: `/desk/trades/${trade.id}`,
    });
    await announceRoom(tx, trade.id);
    return row;
  });
}

/** The unit decides: upheld, the notice or the result is void; dismissed with reasons, it goes on. */
export async function decideTradeObjection(
  ctx: ActorContext,
  input: {
    readonly tradeId: string;
    readonly objectionId: string;
    readonly outcome: 'uphold' | 'dismiss';
    readonly decision: string;
  },
): Promise<TradeObjectionRow> {
  if (!mayDecideObjection(ctx.actor)) throw new AppError('forbidden');
  await requireOwnTrade(ctx, input.tradeId);
  if ((await loadObjection(ctx, tradeObjection, input.objectionId)).tradeId !== input.tradeId)
    throw new AppError('not_found');
  await screenTexts(ctx, [input.decision]);
  return inTransaction(ctx, async (tx) => {
    const trade = await lockOwnTrade(tx, input.tradeId);
    const row = await recordDecision(
      tx,
      tradeObjection,
      await loadObjection(tx, tradeObjection, input.objectionId),
      input,
    );
    await announceRoom(tx, trade.id);
    await notifyPeople(tx, [row.filedBy], {
      kind: 'trade.decide',
      params: { title: await titleOf(tx, trade) },
      href: `/trades/${trade.no}#objections`,
    });
    if (input.outcome === 'uphold') {
      const ended = await moveTrade(tx, trade, 'uphold');
      await clearDeadline(tx, 'trade.bidding', trade.id);
      await clearDeadline(tx, 'trade.result', trade.id);
      await tellTrade(tx, ended, 'trade.uphold');
    }
    return row;
  });
}

/** Who objected takes it back. */
export async function withdrawTradeObjection(
  ctx: ActorContext,
  input: { readonly objectionId: string },
): Promise<TradeObjectionRow> {
  return inTransaction(ctx, async (tx) => {
    const objection = await loadObjection(tx, tradeObjection, input.objectionId);
    const row = await recordWithdrawal(tx, tradeObjection, objection);
    await announceRoom(tx, row.tradeId);
    return row;
  });
}

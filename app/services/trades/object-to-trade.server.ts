import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { type ObjectionEvent, objectionMachine } from '#app/domain/publicity.ts';
import { isTradeObjectable } from '#app/domain/trade.ts';
import { tradeObjections, trades } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { announceRoom } from '../deals/announce-room.server.ts';
import { mayDecideObjection } from '../listings/own-listing.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { lockOwnTrade, lockTrade, moveTrade, requireOwnTrade, tellTrade, titleOf } from './own-trade.server.ts';

export type TradeObjectionRow = typeof tradeObjections.$inferSelect;

/** A person objects under his own name while the notice or the result stands. Until the answer nothing goes on. */
export async function objectToTrade(
  ctx: ActorContext,
  input: { readonly tradeId: string; readonly grounds: string; readonly key?: string | undefined },
): Promise<TradeObjectionRow> {
  if ((await ctx.db.$count(trades, eq(trades.id, input.tradeId))) === 0) throw new AppError('not_found');
  await screenTexts(ctx, [input.grounds]);
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'trade.object', v7());
    if (!isFirst) return getObjection(tx, id);
    const trade = await lockTrade(tx, input.tradeId);
    if (!isTradeObjectable(trade, tx.now())) throw new AppError('state_changed');
    const [row] = await tx.db
      .insert(tradeObjections)
      .values({
        id,
        tradeId: trade.id,
        filedBy: tx.actor.userId,
        grounds: input.grounds,
        state: objectionMachine.initial,
        createdAt: tx.now(),
      })
      .returning();
    if (row === undefined) throw new Error('objection was not stored');
    await audit(tx, { deed: 'trade.object', subjectType: 'trade', subjectId: trade.id });
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
  if ((await getObjection(ctx, input.objectionId)).tradeId !== input.tradeId) throw new AppError('not_found');
  await screenTexts(ctx, [input.decision]);
  return inTransaction(ctx, async (tx) => {
    const trade = await lockOwnTrade(tx, input.tradeId);
    const objection = await getObjection(tx, input.objectionId);
    if (objection.filedBy === tx.actor.userId) throw new AppError('forbidden');
    const row = await moveObjection(tx, objection, input.outcome, {
      decision: input.decision,
      decidedBy: tx.actor.userId,
      decidedAt: tx.now(),
    });
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
    const objection = await getObjection(tx, input.objectionId);
    if (objection.filedBy !== tx.actor.userId) throw new AppError('not_found');
    return moveObjection(tx, objection, 'withdraw');
  });
}

async function getObjection({ db }: Pick<ActorContext, 'db'>, id: string): Promise<TradeObjectionRow> {
  const [row] = await db.select().from(tradeObjections).where(eq(tradeObjections.id, id));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

async function moveObjection(
  tx: In<ActorContext>,
  before: TradeObjectionRow,
  event: ObjectionEvent,
  columns: Omit<Partial<typeof tradeObjections.$inferInsert>, 'state'> = {},
): Promise<TradeObjectionRow> {
  const [row] = await tx.db
    .update(tradeObjections)
    .set({ ...columns, state: nextState(objectionMachine, before.state, event) })
    .where(and(eq(tradeObjections.id, before.id), eq(tradeObjections.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `trade_objection.${event}`, subjectType: 'trade', subjectId: before.tradeId });
  await announceRoom(tx, before.tradeId);
  return row;
}

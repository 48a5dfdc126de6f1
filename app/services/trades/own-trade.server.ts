import { and, eq, inArray } from 'drizzle-orm';
import { hasRole, type RoleGate, supplierOfficer } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState, statesWith } from '#app/domain/machine.ts';
import {
  type TradeApplicationEvent,
  tradeApplicationMachine,
  type TradeEvent,
  tradeMachine,
} from '#app/domain/trade.ts';
import { endOfDeposit } from '#app/domain/trade-deposit.ts';
import { achievements, tradeApplications, trades } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { announceRoom } from '../deals/announce-room.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

export type Trade = typeof trades.$inferSelect;
export type TradeApplication = typeof tradeApplications.$inferSelect;

export const liveTradeStates = statesWith(tradeMachine, 'live');

/** Who runs a trade for the unit that sells, and who bids for an enterprise. */
export const mayRunTrade: RoleGate = supplierOfficer;
export const mayBid: RoleGate = (actor) => actor.org?.kind === 'enterprise' && hasRole(actor, 'officer');

/** The trade that runs on a listing, if there is one: a second is not announced. */
export async function findRunningTrade(ctx: Pick<Context, 'db'>, listingId: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ id: trades.id })
    .from(trades)
    .where(and(eq(trades.listingId, listingId), inArray(trades.state, liveTradeStates)));
  return row?.id ?? null;
}

/** The trade, held: what depends on its bids, its bidders and its time waits here. */
export async function lockTrade(tx: In<Context>, id: string): Promise<Trade> {
  const [row] = await tx.db.select().from(trades).where(eq(trades.id, id)).for('update');
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** The held trade of the actor's own unit; another's is not found. */
export async function lockOwnTrade(tx: In<ActorContext>, id: string): Promise<Trade> {
  const row = await lockTrade(tx, id);
  if (row.orgId !== tx.actor.org?.orgId) throw new AppError('not_found');
  return row;
}

/** Refuses who does not run the trade, before what he typed is looked at. */
export async function requireOwnTrade(ctx: ActorContext, id: string): Promise<void> {
  const orgId = ctx.actor.org?.orgId;
  const isOwn = and(eq(trades.id, id), eq(trades.orgId, orgId ?? ''));
  if (orgId === undefined || (await ctx.db.$count(trades, isOwn)) === 0) throw new AppError('not_found');
}

/** One step of a trade with its trace; every open page asks again. */
export async function moveTrade(
  tx: In<Context>,
  before: Trade,
  event: TradeEvent,
  columns: Omit<Partial<typeof trades.$inferInsert>, 'state'> | null = {},
): Promise<Trade> {
  const state = nextState(tradeMachine, before.state, event);
  // When it was sold stays, whatever becomes of the sale.
  const ended = before.endedAt !== null || liveTradeStates.includes(state) ? {} : { endedAt: tx.now() };
  const [row] = await tx.db
    .update(trades)
    .set({ ...ended, ...columns, state })
    .where(and(eq(trades.id, before.id), eq(trades.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `trade.${event}`, subjectType: 'trade', subjectId: row.id, orgId: row.orgId });
  await announceRoom(tx, row.id);
  return row;
}

export async function moveTradeApplication(
  tx: In<ActorContext>,
  before: TradeApplication,
  event: TradeApplicationEvent,
  columns: Omit<Partial<typeof tradeApplications.$inferInsert>, 'state'> = {},
): Promise<TradeApplication> {
  const [row] = await tx.db
    .update(tradeApplications)
    .set({ ...columns, state: nextState(tradeApplicationMachine, before.state, event) })
    .where(and(eq(tradeApplications.id, before.id), eq(tradeApplications.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `trade_application.${event}`, subjectType: 'trade', subjectId: row.tradeId });
  await announceRoom(tx, row.tradeId);
  return row;
}

/** Those whom the owner found qualified, by their numbers. */
export const qualifiedOf = (tx: Pick<Context, 'db'>, tradeId: string): Promise<TradeApplication[]> =>
  tx.db
    .select()
    .from(tradeApplications)
    .where(and(eq(tradeApplications.tradeId, tradeId), eq(tradeApplications.state, 'qualified')))
    .orderBy(tradeApplications.n);

/** Tells the unit and those who stand in the trade. */
export async function tellTrade(tx: In<Context>, trade: Trade, kind: string): Promise<void> {
  const notice = { kind, params: { title: await titleOf(tx, trade) }, href: `/trades/${trade.no}` };
  await notifyOrganisation(tx, trade.orgId, ['officer', 'approver'], { ...notice, href: `/desk/trades/${trade.id}` });
  const standing = await tx.db
    .select({ orgId: tradeApplications.orgId })
    .from(tradeApplications)
    .where(
      and(
        eq(tradeApplications.tradeId, trade.id),
        inArray(tradeApplications.state, statesWith(tradeApplicationMachine, 'standing')),
      ),
    );
  for (const { orgId } of standing) await notifyOrganisation(tx, orgId, ['officer'], notice);
}

/** Tells the unit and the winner that they make a contract, and those who bid in vain that somebody else has it. */
export async function tellConcluded(tx: In<Context>, trade: Trade): Promise<void> {
  const params = { title: await titleOf(tx, trade) };
  const own = { kind: 'trade.conclude', params, href: `/desk/trades/${trade.id}` };
  await notifyOrganisation(tx, trade.orgId, ['officer', 'approver'], own);
  for (const one of await qualifiedOf(tx, trade.id)) {
    const kind = one.id === trade.winnerId ? 'trade.conclude' : isDepositKept(one) ? 'trade.lose_paid' : 'trade.lose';
    await notifyOrganisation(tx, one.orgId, ['officer'], { kind, params, href: `/trades/${trade.no}` });
  }
}

const isDepositKept = (one: TradeApplication): boolean => one.depositOn !== null && endOfDeposit(one) === null;

export async function titleOf(tx: Pick<Context, 'db'>, trade: Pick<Trade, 'achievementId'>): Promise<string> {
  const [row] = await tx.db
    .select({ name: achievements.name })
    .from(achievements)
    .where(eq(achievements.id, trade.achievementId));
  return row?.name ?? '';
}

import { and, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, nextState } from '#app/domain/machine.ts';
import { sameName } from '#app/domain/same-name.ts';
import { auctionMachine, type AuctionState } from '#app/domain/trade.ts';
import { auctions, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { lockOwnListing } from '../listings/own-listing.server.ts';
import { mayRunTrade } from './own-trade.server.ts';

export type Auction = typeof auctions.$inferSelect;

/** Does something to the unit's auction of this listing in this state; the listing is held before it. */
export async function inAuction(
  ctx: ActorContext,
  { listingId, state }: { readonly listingId: string; readonly state: AuctionState },
  work: (tx: In<ActorContext>, before: Auction) => Promise<Auction>,
): Promise<Auction> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const own = await lockOwnListing(tx, listingId);
    const [before] = await tx.db
      .select()
      .from(auctions)
      .where(and(eq(auctions.listingId, own.id), eq(auctions.state, state)))
      .for('update');
    if (before === undefined) throw new AppError('state_changed');
    return work(tx, before);
  });
}

/** Of a buyer whose code is known here, the paper's name must be the register's: else one of the two is a slip. */
export async function requireBuyerName(
  ctx: Pick<Context, 'db'>,
  { buyerName, buyerUscc }: { readonly buyerName: string; readonly buyerUscc: string | null },
): Promise<void> {
  if (buyerUscc === null) return;
  const [known] = await ctx.db.select().from(organisations).where(eq(organisations.uscc, buyerUscc));
  if (known === undefined || known.state !== 'verified' || sameName(known.name, buyerName)) return;
  const says = `这个信用代码在平台认证的是“${known.name}”，和填的买受人不一样，请照成交确认书核对。`;
  throw new AppError('invalid', { says }, 'buyerName');
}

/** One step of an auction with its trace. */
export async function moveAuction(
  tx: In<Context>,
  before: Auction,
  event: EventOf<typeof auctionMachine>,
  columns: Omit<Partial<typeof auctions.$inferInsert>, 'state'> = {},
): Promise<Auction> {
  const [row] = await tx.db
    .update(auctions)
    .set({
      // The day of the sale stays, whatever becomes of it.
      ...(before.state === 'announced' ? { endedOn: dayOf(tx.now()) } : {}),
      ...columns,
      state: nextState(auctionMachine, before.state, event),
    })
    .where(and(eq(auctions.id, before.id), eq(auctions.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `auction.${event}`, subjectType: 'achievement', subjectId: row.achievementId });
  return row;
}

import { and, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { auctionMachine, type AuctionState } from '#app/domain/trade.ts';
import { auctions } from '#db/schema/index.ts';
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

/** One step of an auction with its trace. */
export async function moveAuction(
  tx: In<Context>,
  before: Auction,
  event: 'sell' | 'fail' | 'withdraw',
  columns: Omit<Partial<typeof auctions.$inferInsert>, 'state'> = {},
): Promise<Auction> {
  const [row] = await tx.db
    .update(auctions)
    .set({ ...columns, endedOn: dayOf(tx.now()), state: nextState(auctionMachine, before.state, event) })
    .where(and(eq(auctions.id, before.id), eq(auctions.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `auction.${event}`, subjectType: 'achievement', subjectId: row.achievementId });
  return row;
}

import { and, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { tradableListingStates } from '#app/domain/listing.ts';
import { nextState } from '#app/domain/machine.ts';
import type { Fen } from '#app/domain/money.ts';
import { auctionMachine } from '#app/domain/trade.ts';
import { auctions, listings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { concludeSoldListing } from '../listings/conclude-listing.server.ts';
import { loadOwnListing, lockOwnListing } from '../listings/own-listing.server.ts';
import { once } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { mayRunTrade } from './own-trade.server.ts';
import { refuseBeingSigned } from './refuse-being-signed.server.ts';

export type Auction = typeof auctions.$inferSelect;

interface Announce {
  readonly listingId: string;
  readonly house: string;
  readonly licenceNo: string;
  readonly place: string;
  readonly noticeOn: Day;
  readonly viewingFromOn: Day;
  readonly viewingToOn: Day;
  readonly saleOn: Day;
  readonly file: Received;
  readonly key?: string | undefined;
}

/** Records the notice of the licensed house that sells a listing by 拍卖. */
export async function announceAuction(ctx: ActorContext, input: Announce): Promise<Auction> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  const own = await loadOwnListing(ctx, input.listingId);
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  const { file, key, listingId, ...facts } = input;
  await screenTexts(ctx, [facts.house, facts.licenceNo, facts.place, file.name]);
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, isFirst } = await once(tx, key, 'auction.announce', v7());
      if (!isFirst) return getAuction(tx, id);
      const [listing] = await tx.db
        .select()
        .from(listings)
        .where(and(eq(listings.id, own.id), inArray(listings.state, tradableListingStates)))
        .for('update');
      if (listing === undefined || listing.pricing !== 'auction') throw new AppError('state_changed');
      await refuseBeingSigned(tx, listing.achievementId);
      const { id: noticeFileId } = await keepFile(tx, file, 'auction', listing.orgId);
      const row = await insertRow(tx, auctions, {
        ...facts,
        id,
        listingId,
        achievementId: listing.achievementId,
        orgId: listing.orgId,
        state: auctionMachine.initial,
        noticeFileId,
        createdBy: tx.actor.userId,
        createdAt: tx.now(),
      });
      await audit(tx, { deed: 'auction.announce', subjectType: 'achievement', subjectId: row.achievementId });
      return row;
    },
    () => new AppError('duplicate', { says: '这项成果已经有拍卖公告。' }),
  );
}

/** Records the 成交确认书 after the sale: the listing is sold, and no second auction is announced for it. */
export async function recordSale(
  ctx: ActorContext,
  input: {
    readonly listingId: string;
    readonly confirmationNo: string;
    readonly buyerName: string;
    readonly priceFen: Fen;
    readonly file: Received;
  },
): Promise<Auction> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  await loadOwnListing(ctx, input.listingId);
  await screenTexts(ctx, [input.confirmationNo, input.buyerName, input.file.name]);
  return inAuction(ctx, input.listingId, async (tx, before) => {
    if (dayOf(tx.now()) < before.saleOn) throw new AppError('invalid', { says: `拍卖日 ${before.saleOn} 还没有到。` });
    const { confirmationNo, buyerName, priceFen } = input;
    const { id: confirmationFileId } = await keepFile(tx, input.file, 'auction', before.orgId);
    const sold = await moveAuction(tx, before, 'sell', { confirmationNo, buyerName, priceFen, confirmationFileId });
    await concludeSoldListing(tx, before.listingId, 'auction');
    return sold;
  });
}

/** Nobody bought it: 流拍. */
export const recordUnsold = (ctx: ActorContext, { listingId }: { readonly listingId: string }): Promise<Auction> =>
  inAuction(ctx, listingId, (tx, before) => {
    if (dayOf(tx.now()) < before.saleOn) throw new AppError('invalid', { says: `拍卖日 ${before.saleOn} 还没有到。` });
    return moveAuction(tx, before, 'fail');
  });

/** The mandate to the house is taken back. */
export const withdrawAuction = (ctx: ActorContext, { listingId }: { readonly listingId: string }): Promise<Auction> =>
  inAuction(ctx, listingId, (tx, before) => moveAuction(tx, before, 'withdraw'));

async function inAuction(
  ctx: ActorContext,
  listingId: string,
  work: (tx: In<ActorContext>, before: Auction) => Promise<Auction>,
): Promise<Auction> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const own = await lockOwnListing(tx, listingId);
    const [before] = await tx.db
      .select()
      .from(auctions)
      .where(and(eq(auctions.listingId, own.id), eq(auctions.state, 'announced')))
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

async function getAuction(tx: In<ActorContext>, id: string): Promise<Auction> {
  const [row] = await tx.db.select().from(auctions).where(eq(auctions.id, id));
  if (row === undefined) throw new AppError('conflict');
  return row;
}

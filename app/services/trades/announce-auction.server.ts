import { and, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Day } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { tradableListingStates } from '#app/domain/listing.ts';
import { auctionMachine } from '#app/domain/trade.ts';
import { auctions, listings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { loadOwnListing } from '../listings/own-listing.server.ts';
import { once } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import type { Auction } from './own-auction.server.ts';
import { mayRunTrade } from './own-trade.server.ts';
import { refuseBeingSigned } from './refuse-being-signed.server.ts';

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
      await refuseBeingSigned(tx, listing);
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

async function getAuction(tx: In<ActorContext>, id: string): Promise<Auction> {
  const [row] = await tx.db.select().from(auctions).where(eq(auctions.id, id));
  if (row === undefined) throw new AppError('conflict');
  return row;
}

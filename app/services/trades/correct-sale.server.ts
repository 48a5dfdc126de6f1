import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { auctionCorrections, auctions } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { loadOwnListing, lockOwnListing } from '../listings/own-listing.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { type Auction, moveAuction, requireBuyerName } from './own-auction.server.ts';
import { mayRunTrade, titleOf } from './own-trade.server.ts';
import type { Sale } from './record-sale.server.ts';

interface Corrected extends Sale {
  readonly listingId: string;
  readonly auctionId: string;
  readonly reason: string;
  /** Null: the paper was the right one. */
  readonly file: Received | null;
}

/**
 * Puts a slip in the record of a sale right, while no contract has been begun from it. What stood before is kept with the reason, and
 * who approves for the unit is told: name and price are what a contract without publicity rests on.
 */
export async function correctSale(
  ctx: ActorContext,
  { listingId, auctionId, reason, file, ...facts }: Corrected,
): Promise<Auction> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  await loadOwnListing(ctx, listingId);
  await screenTexts(ctx, [facts.confirmationNo, facts.buyerName, reason, file?.name ?? '']);
  await requireBuyerName(ctx, facts);
  return inTransaction(ctx, async (tx) => {
    const listing = await lockOwnListing(tx, listingId);
    const isThis = and(eq(auctions.id, auctionId), eq(auctions.listingId, listing.id));
    const [before] = await tx.db.select().from(auctions).where(isThis).for('update');
    if (before === undefined) throw new AppError('not_found');
    const { state, confirmationNo, buyerName, buyerUscc, priceFen, confirmationFileId } = before;
    if (before.dealId !== null)
      throw new AppError('invalid', { says: '已经按这份成交确认书起草合同，不能再更正登记；要改的写进合同。' });
    if (state !== 'sold' || confirmationNo === null || buyerName === null) throw new AppError('state_changed');
    if (priceFen === null || confirmationFileId === null) throw new AppError('state_changed');
    const was = { confirmationNo, buyerName, buyerUscc, priceFen, confirmationFileId };
    const isSame = (Object.keys(facts) as (keyof Sale)[]).every((key) => facts[key] === was[key]);
    if (isSame && file === null) throw new AppError('invalid', { says: '和登记的一样，没有要更正的。' });
    await insertRow(tx, auctionCorrections, {
      ...was,
      auctionId,
      reason,
      correctedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    const kept = file === null ? confirmationFileId : (await keepFile(tx, file, 'auction', before.orgId)).id;
    const row = await moveAuction(tx, before, 'correct', { ...facts, confirmationFileId: kept });
    const notice = { kind: 'auction.correct', params: { title: await titleOf(tx, row) } };
    const href = `/desk/listings/${listing.id}/auction`;
    await notifyOrganisation(tx, row.orgId, ['approver'], { ...notice, href });
    return row;
  });
}

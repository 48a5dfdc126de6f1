import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { isSecondOfSale, mayDecideSale } from '#app/domain/sale-request.ts';
import { achievements, auctionCorrections, organisations } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { loadOwnListing } from '../listings/own-listing.server.ts';
import { tellOfFallenSale } from '../listings/tell-of-fallen-sale.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { type Auction, moveAuction } from './own-auction.server.ts';
import { getSaleRequest, lockOpenSale, moveSaleRequest, refuseSignedFor, type SaleRequest } from './own-sale.server.ts';
import { titleOf } from './own-trade.server.ts';

interface Decided {
  readonly listingId: string;
  readonly requestId: string;
}

/**
 * The approver, another person than who asked, agrees: the record of the sale is put right, what stood before is kept; or the sale is
 * undone, and what was sold is free to be sold again.
 */
export async function grantSaleRequest(ctx: ActorContext, { listingId, requestId }: Decided): Promise<SaleRequest> {
  if (!mayDecideSale(ctx.actor)) throw new AppError('forbidden');
  await loadOwnListing(ctx, listingId);
  const found = await getSaleRequest(ctx, { listingId, requestId });
  if (!isSecondOfSale(ctx.actor, found)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const { auction, was } = await lockOpenSale(tx, { listingId, auctionId: found.auctionId });
    if (found.kind === 'dissolve') await refuseSignedFor(tx, auction.id);
    const { achievementId } = auction;
    const request = await moveSaleRequest(tx, found, 'grant', { achievementId });
    const title = await titleOf(tx, auction);
    await (request.kind === 'correct' ? putRight(tx, auction, { request, was }) : undo(tx, auction, title));
    const kind = request.kind === 'correct' ? 'auction.correct' : 'auction.dissolve';
    const notice = { kind, params: { title }, href: `/desk/listings/${listingId}/auction` };
    await notifyPeople(tx, [request.askedBy], notice);
    return request;
  });
}

type Was = Awaited<ReturnType<typeof lockOpenSale>>['was'];

async function putRight(
  tx: In<ActorContext>,
  auction: Auction,
  { request, was }: { readonly request: SaleRequest; readonly was: Was },
): Promise<void> {
  const { confirmationNo, buyerName, buyerUscc, priceFen, reason, askedBy: correctedBy } = request;
  await insertRow(tx, auctionCorrections, { ...was, auctionId: auction.id, reason, correctedBy, createdAt: tx.now() });
  const confirmationFileId = request.fileId ?? was.confirmationFileId;
  await moveAuction(tx, auction, 'correct', { confirmationNo, buyerName, buyerUscc, priceFen, confirmationFileId });
}

/** The buyer, where the paper's code is an organisation of the platform, hears what the seller has recorded of him. */
async function undo(tx: In<ActorContext>, auction: Auction, title: string): Promise<void> {
  const { id: auctionId, achievementId, buyerUscc } = auction;
  await moveAuction(tx, auction, 'dissolve');
  await tellOfFallenSale(tx, { achievementId, dealId: null, contractId: null, auctionId });
  if (buyerUscc === null) return;
  const isBuyer = and(eq(organisations.uscc, buyerUscc), eq(organisations.state, 'verified'));
  const [{ no } = { no: '' }] = await tx.db
    .select({ no: achievements.no })
    .from(achievements)
    .where(eq(achievements.id, achievementId));
  const [buyer] = await tx.db.select({ id: organisations.id }).from(organisations).where(isBuyer);
  const notice = { kind: 'auction.fall', params: { title }, href: `/achievements/${no}` };
  if (buyer !== undefined) await notifyOrganisation(tx, buyer.id, ['officer', 'approver'], notice);
}

import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, nextState } from '#app/domain/machine.ts';
import { type SaleFacts, saleRequestMachine } from '#app/domain/sale-request.ts';
import { auctions, saleRequests } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { lockOwnListing } from '../listings/own-listing.server.ts';
import type { Auction } from './own-auction.server.ts';
import { isSignedForSale } from './signed-for-sale.server.ts';

export type SaleRequest = typeof saleRequests.$inferSelect;

interface OfListing {
  readonly listingId: string;
  readonly auctionId: string;
}

/** A sale that stands and from which no contract has been begun, held with its listing; and what its paper says. */
export async function lockOpenSale(
  tx: In<ActorContext>,
  { listingId, auctionId }: OfListing,
): Promise<{ readonly auction: Auction; readonly was: SaleFacts & { readonly confirmationFileId: string } }> {
  const listing = await lockOwnListing(tx, listingId);
  const isThis = and(eq(auctions.id, auctionId), eq(auctions.listingId, listing.id));
  const [auction] = await tx.db.select().from(auctions).where(isThis).for('update');
  if (auction === undefined) throw new AppError('not_found');
  const { state, confirmationNo, buyerName, buyerUscc, priceFen, confirmationFileId } = auction;
  if (auction.dealId !== null) {
    const says = '已经按这份成交确认书起草合同：要改的写进合同，买受人不再签的，结束那项洽谈。';
    throw new AppError('invalid', { says });
  }
  if (state !== 'sold' || confirmationNo === null || buyerName === null) throw new AppError('state_changed');
  if (priceFen === null || confirmationFileId === null) throw new AppError('state_changed');
  return { auction, was: { confirmationNo, buyerName, buyerUscc, priceFen, confirmationFileId } };
}

/** Nobody says of a buyer who has signed for what he bought, in whichever talk, that he does not perform. Throws invalid. */
export async function refuseSignedFor(tx: In<ActorContext>, auctionId: string): Promise<void> {
  if (!(await isSignedForSale(tx, auctionId))) return;
  const says = '买受人已经就这项成果和完成单位签了合同：他不履行的，按那份合同办，不能再解除成交。';
  throw new AppError('invalid', { says });
}

/** True while something that was asked of the sale waits for the approver. The caller holds the auction. */
export const isSaleQuestioned = async (tx: Pick<Context, 'db'>, auctionId: string): Promise<boolean> =>
  (await tx.db.$count(saleRequests, and(eq(saleRequests.auctionId, auctionId), eq(saleRequests.state, 'asked')))) > 0;

/** A request about an auction of this listing; another's is not found. */
export async function getSaleRequest(
  ctx: Pick<Context, 'db'>,
  { listingId, requestId }: { readonly listingId: string; readonly requestId: string },
): Promise<SaleRequest> {
  const [row] = await ctx.db
    .select({ request: saleRequests })
    .from(saleRequests)
    .innerJoin(auctions, eq(auctions.id, saleRequests.auctionId))
    .where(and(eq(saleRequests.id, requestId), eq(auctions.listingId, listingId)));
  if (row === undefined) throw new AppError('not_found');
  return row.request;
}

/** One step of a request with its trace. Somebody else was first: `state_changed`. */
export async function moveSaleRequest(
  tx: In<ActorContext>,
  { id, state }: Pick<SaleRequest, 'id' | 'state'>,
  event: EventOf<typeof saleRequestMachine>,
  { achievementId, note = null }: { readonly achievementId: string; readonly note?: string | null },
): Promise<SaleRequest> {
  const decided = { decidedBy: tx.actor.userId, decidedAt: tx.now(), note };
  const [row] = await tx.db
    .update(saleRequests)
    .set({ ...decided, state: nextState(saleRequestMachine, state, event) })
    .where(and(eq(saleRequests.id, id), eq(saleRequests.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `sale_request.${event}`, subjectType: 'achievement', subjectId: achievementId });
  return row;
}

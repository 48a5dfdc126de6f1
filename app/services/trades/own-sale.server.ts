import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, nextState } from '#app/domain/machine.ts';
import { type SaleFacts, type SaleRequestKind, saleRequestMachine } from '#app/domain/sale-request.ts';
import { auctions, saleRequests, trades } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { loadOwnListing, lockOwnListing } from '../listings/own-listing.server.ts';
import type { Auction } from './own-auction.server.ts';
import { lockOwnTrade, type Trade } from './own-trade.server.ts';

export type SaleRequest = typeof saleRequests.$inferSelect;

/** Where a sale is run: the page of a listing's auctions, or of a trade. */
export type SaleDesk = { readonly listingId: string } | { readonly tradeId: string };
export type SaleRef = { readonly listingId: string; readonly auctionId: string } | { readonly tradeId: string };

/** A sale that stands, held with its listing. */
export type HeldSale =
  { readonly way: 'auction'; readonly row: Auction } | { readonly way: 'trade'; readonly row: Trade };

/** What the actor's own unit sells on this desk: another's is not found. */
export async function loadOwnDesk(
  ctx: ActorContext,
  desk: SaleDesk,
): Promise<{ readonly listingId: string; readonly achievementId: string }> {
  if ('listingId' in desk) {
    const { achievementId } = await loadOwnListing(ctx, desk.listingId);
    return { listingId: desk.listingId, achievementId };
  }
  const isOwn = and(eq(trades.id, desk.tradeId), eq(trades.orgId, ctx.actor.org?.orgId ?? nobody));
  const [row] = await ctx.db.select().from(trades).where(isOwn);
  if (row === undefined) throw new AppError('not_found');
  return { listingId: row.listingId, achievementId: row.achievementId };
}

/** The id of no organisation: UUIDs are made with version 7. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Holds a sale of the actor's unit of which this can be asked: one that stands, and to be undone also one that is recorded as performed
 * elsewhere. The listing before what sold it, as everywhere.
 */
export async function lockOpenSale(tx: In<ActorContext>, of: SaleRef, kind: SaleRequestKind): Promise<HeldSale> {
  const isOpen = (state: string, standing: string) =>
    state === standing || (kind === 'dissolve' && state === 'performed');
  if ('tradeId' in of) {
    await lockOwnListing(tx, (await loadOwnDesk(tx, of)).listingId);
    const row = await lockOwnTrade(tx, of.tradeId);
    if (!isOpen(row.state, 'concluded')) throw new AppError('state_changed');
    return { way: 'trade', row };
  }
  const listing = await lockOwnListing(tx, of.listingId);
  const isThis = and(eq(auctions.id, of.auctionId), eq(auctions.listingId, listing.id));
  const [row] = await tx.db.select().from(auctions).where(isThis).for('update');
  if (row === undefined) throw new AppError('not_found');
  if (!isOpen(row.state, 'sold')) throw new AppError('state_changed');
  return { way: 'auction', row };
}

/** What the 成交确认书 of a held auction says, while no contract was begun from it. */
export function recordedFacts({ way, row }: HeldSale): SaleFacts & { readonly confirmationFileId: string } {
  if (way === 'trade') throw new AppError('state_changed');
  if (row.dealId !== null) {
    throw new AppError('invalid', { says: '已经按这份成交确认书起草合同，要改的写进合同。' });
  }
  const { confirmationNo, buyerName, buyerUscc, priceFen, confirmationFileId } = row;
  if (confirmationNo === null || buyerName === null) throw new AppError('state_changed');
  if (priceFen === null || confirmationFileId === null) throw new AppError('state_changed');
  return { confirmationNo, buyerName, buyerUscc, priceFen, confirmationFileId };
}

const isOf = ({ way, row }: { readonly way: HeldSale['way']; readonly row: { readonly id: string } }) =>
  eq(way === 'trade' ? saleRequests.tradeId : saleRequests.auctionId, row.id);

/** True while something that was asked of the sale waits for the approver. The caller holds the auction or the trade. */
export const isSaleQuestioned = async (
  tx: Pick<Context, 'db'>,
  held: { readonly way: HeldSale['way']; readonly row: { readonly id: string } },
): Promise<boolean> => (await tx.db.$count(saleRequests, and(isOf(held), eq(saleRequests.state, 'asked')))) > 0;

/** A request about a sale that is run on this desk; another's is not found. */
export async function getSaleRequest(
  ctx: Pick<Context, 'db'>,
  desk: SaleDesk,
  requestId: string,
): Promise<SaleRequest & { readonly sale: SaleRef }> {
  const [found] = await ctx.db
    .select({ request: saleRequests, listingId: auctions.listingId })
    .from(saleRequests)
    .leftJoin(auctions, eq(auctions.id, saleRequests.auctionId))
    .where(
      and(
        eq(saleRequests.id, requestId),
        'tradeId' in desk ? eq(saleRequests.tradeId, desk.tradeId) : eq(auctions.listingId, desk.listingId),
      ),
    );
  if (found === undefined) throw new AppError('not_found');
  const { tradeId, auctionId } = found.request;
  if (tradeId !== null) return { ...found.request, sale: { tradeId } };
  if (auctionId === null || found.listingId === null) throw new AppError('not_found');
  return { ...found.request, sale: { listingId: found.listingId, auctionId } };
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

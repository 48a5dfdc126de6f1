import { and, eq, inArray, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { startOfDay } from '#app/domain/days.ts';
import type { DealState } from '#app/domain/deal.ts';
import { contractableStates } from '#app/domain/deal-state.ts';
import type { GivenMode } from '#app/domain/listing-end.ts';
import type { Fen } from '#app/domain/money.ts';
import { auctions, deals, listings, organisations, saleRequests, tradeApplications, trades } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

type Reader = Pick<Context, 'db'>;

/** What was sold in public, by a trade or a house's auction: to whom, for how much, and in which talk its contract is drafted. */
export interface PublicSale {
  readonly way: 'trade' | 'auction';
  readonly id: string;
  readonly no: string;
  readonly listingId: string;
  readonly achievementId: string;
  readonly sellerOrgId: string;
  /** Null where the buyer of an auction is nobody of the platform. */
  readonly buyerOrgId: string | null;
  readonly deal: { readonly id: string; readonly state: DealState } | null;
  readonly priceFen: Fen | null;
  /**
   * Codes of the modes in which it was sold; of one that was performed outside of the platform what its buyer was given, where that is
   * kept.
   */
  readonly modes: readonly string[];
  readonly createdAt: Date;
  readonly soldAt: Date;
}

/** What the approver agreed was given outside of the platform. */
const givenBy = (isOf: SQL) =>
  sql<GivenMode | null>`(select ${saleRequests.given} from ${saleRequests}
    where ${isOf} and ${saleRequests.kind} = 'perform' and ${saleRequests.state} = 'granted' limit 1)`;

const modesOf = (state: string, offered: readonly string[], given: GivenMode | null): readonly string[] =>
  state === 'performed' && given !== null ? [given] : offered;

async function soldByTrade(ctx: Reader, where: SQL | undefined): Promise<PublicSale[]> {
  const rows = await ctx.db
    .select({
      trade: trades,
      modes: listings.modes,
      buyerOrgId: tradeApplications.orgId,
      state: deals.state,
      given: givenBy(eq(saleRequests.tradeId, trades.id)),
    })
    .from(trades)
    .innerJoin(listings, eq(listings.id, trades.listingId))
    .innerJoin(tradeApplications, eq(tradeApplications.id, trades.winnerId))
    .leftJoin(deals, eq(deals.id, trades.dealId))
    .where(where);
  return rows.map(({ trade, modes: offered, buyerOrgId, state, given }) => {
    const modes = modesOf(trade.state, offered, given);
    const { id, no, listingId, achievementId, orgId: sellerOrgId, priceFen, createdAt, endedAt } = trade;
    const deal = trade.dealId === null || state === null ? null : { id: trade.dealId, state };
    const facts = { id, no, listingId, achievementId, sellerOrgId, buyerOrgId, deal, priceFen, modes, createdAt };
    return { way: 'trade', ...facts, soldAt: endedAt ?? createdAt };
  });
}

/** The buyer is known by the paper's code until his talk is opened. */
async function soldByAuction(ctx: Reader, where: SQL | undefined): Promise<PublicSale[]> {
  const rows = await ctx.db
    .select({
      auction: auctions,
      modes: listings.modes,
      named: organisations.id,
      state: deals.state,
      given: givenBy(eq(saleRequests.auctionId, auctions.id)),
    })
    .from(auctions)
    .innerJoin(listings, eq(listings.id, auctions.listingId))
    .leftJoin(organisations, eq(organisations.uscc, auctions.buyerUscc))
    .leftJoin(deals, eq(deals.id, auctions.dealId))
    .where(where);
  return rows.map(({ auction, modes: offered, named, state, given }) => {
    const modes = modesOf(auction.state, offered, given);
    const { id, listingId, achievementId, orgId: sellerOrgId, priceFen, createdAt, endedOn } = auction;
    const deal = auction.dealId === null || state === null ? null : { id: auction.dealId, state };
    const facts = { id, listingId, achievementId, sellerOrgId, deal, priceFen, modes, createdAt };
    const sold = { no: auction.confirmationNo ?? '', buyerOrgId: auction.buyerOrgId ?? named };
    return { way: 'auction', ...facts, ...sold, soldAt: endedOn === null ? createdAt : startOfDay(endedOn) };
  });
}

/** Sales of an achievement whose record says that they stand, or that they were performed outside of the platform; the earliest first. */
export async function salesOf(
  ctx: Reader,
  achievementId: string,
  as: 'standing' | 'performed' = 'standing',
): Promise<PublicSale[]> {
  const isTrade = and(
    eq(trades.achievementId, achievementId),
    eq(trades.state, as === 'standing' ? 'concluded' : 'performed'),
  );
  const isAuction = and(
    eq(auctions.achievementId, achievementId),
    eq(auctions.state, as === 'standing' ? 'sold' : 'performed'),
  );
  const found = [...(await soldByTrade(ctx, isTrade)), ...(await soldByAuction(ctx, isAuction))];
  return found.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** Standing sales from which a talk comes. */
export const salesOfTalk = async (ctx: Reader, dealId: string): Promise<PublicSale[]> => [
  ...(await soldByTrade(ctx, and(eq(trades.dealId, dealId), eq(trades.state, 'concluded')))),
  ...(await soldByAuction(ctx, and(eq(auctions.dealId, dealId), eq(auctions.state, 'sold')))),
];

/** Standing sales of a unit in whose talk no contract can be drafted any more; whether one was signed for what was sold the caller asks. */
export async function salesWithoutTalk(ctx: Reader, sellerOrgId: string): Promise<PublicSale[]> {
  const isOver = notInArray(deals.state, [...contractableStates]);
  return [
    ...(await soldByTrade(ctx, and(eq(trades.orgId, sellerOrgId), eq(trades.state, 'concluded'), isOver))),
    ...(await soldByAuction(ctx, and(eq(auctions.orgId, sellerOrgId), eq(auctions.state, 'sold'), isOver))),
  ];
}

/** Standing sales of which this organisation is one of the two sides, whose contract is still to be drafted or signed in their talk. */
export async function salesToSign(ctx: Reader, orgId: string): Promise<PublicSale[]> {
  const isOpen = inArray(deals.state, [...contractableStates]);
  const isSide = or(eq(trades.orgId, orgId), eq(tradeApplications.orgId, orgId));
  const isBought = and(eq(auctions.buyerOrgId, orgId), isOpen);
  const isSold = and(eq(auctions.orgId, orgId), or(isNull(auctions.dealId), isOpen));
  return [
    ...(await soldByTrade(ctx, and(eq(trades.state, 'concluded'), isOpen, isSide))),
    ...(await soldByAuction(ctx, and(eq(auctions.state, 'sold'), or(isSold, isBought)))),
  ];
}

/** The sale that this trade or auction made, whatever became of it; null where it made none. */
export async function findSale(ctx: Reader, way: PublicSale['way'], id: string): Promise<PublicSale | null> {
  const [found] =
    way === 'trade' ? await soldByTrade(ctx, eq(trades.id, id)) : await soldByAuction(ctx, eq(auctions.id, id));
  return found ?? null;
}

/** The page on which the unit runs the sale. */
export const saleHref = ({ way, id, listingId }: Pick<PublicSale, 'way' | 'id' | 'listingId'>): string =>
  way === 'trade' ? `/desk/trades/${id}` : `/desk/listings/${listingId}/auction`;

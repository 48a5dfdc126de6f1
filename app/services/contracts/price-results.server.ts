import { and, eq, exists, gte, isNotNull, lt, ne, or } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { PriceResult } from '#app/domain/contract-pricing.ts';
import { dayOf, diffDays, startOfDay } from '#app/domain/days.ts';
import { auctions, contracts, listings, saleRequests, tradeApplications, trades } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

type Reader = Pick<Context, 'db'>;

interface EndedResult {
  readonly result: PriceResult;
  readonly endedAt: Date;
}

interface SaleColumns {
  readonly id: PgColumn;
  readonly state: PgColumn;
  /** Of the request that undid it. */
  readonly asked: PgColumn;
  readonly standing: 'concluded' | 'sold';
}

/** A sale that stands; for a contract signed at an instant also one that was undone only after it. */
function stoodAt(ctx: Reader, { id, state, asked, standing }: SaleColumns, signedAt: Date | null) {
  if (signedAt === null) return eq(state, standing);
  const wasGranted = and(eq(saleRequests.kind, 'dissolve'), eq(saleRequests.state, 'granted'));
  const undoneLater = ctx.db
    .select({ id: saleRequests.id })
    .from(saleRequests)
    .where(and(eq(asked, id), wasGranted, gte(saleRequests.decidedAt, signedAt)));
  return or(eq(state, standing), and(eq(state, 'dissolved'), exists(undoneLater)));
}

async function tradeResults(ctx: Reader, dealId: string, signedAt: Date | null): Promise<EndedResult[]> {
  const rows = await ctx.db
    .select({ trade: trades, listing: listings, buyerOrgId: tradeApplications.orgId })
    .from(trades)
    .innerJoin(tradeApplications, eq(tradeApplications.id, trades.winnerId))
    .innerJoin(listings, eq(listings.id, trades.listingId))
    .where(
      and(
        eq(trades.dealId, dealId),
        stoodAt(
          ctx,
          { id: trades.id, state: trades.state, asked: saleRequests.tradeId, standing: 'concluded' },
          signedAt,
        ),
      ),
    );
  return rows.flatMap(({ trade, listing, buyerOrgId }) => {
    const { no, priceFen, achievementId, orgId: sellerOrgId, endedAt } = trade;
    if (endedAt === null) return [];
    const facts = { no, priceFen: priceFen ?? 0n, achievementId, sellerOrgId, buyerOrgId, noticeDays: null };
    return [{ result: { way: 'exchange', ...facts, endedOn: dayOf(endedAt), modes: modesOf(listing) }, endedAt }];
  });
}

async function auctionResults(ctx: Reader, dealId: string, signedAt: Date | null): Promise<EndedResult[]> {
  const rows = await ctx.db
    .select({ auction: auctions, listing: listings })
    .from(auctions)
    .innerJoin(listings, eq(listings.id, auctions.listingId))
    .where(
      and(
        eq(auctions.dealId, dealId),
        stoodAt(
          ctx,
          { id: auctions.id, state: auctions.state, asked: saleRequests.auctionId, standing: 'sold' },
          signedAt,
        ),
      ),
    );
  return rows.flatMap(({ auction, listing }) => {
    const { confirmationNo, priceFen, achievementId, orgId: sellerOrgId, buyerOrgId, endedOn } = auction;
    if (buyerOrgId === null || endedOn === null) return [];
    const facts = { no: confirmationNo ?? '', priceFen: priceFen ?? 0n, achievementId, sellerOrgId, buyerOrgId };
    const noticeDays = diffDays(dayOf(auction.createdAt), auction.saleOn);
    const result = { way: 'auction', ...facts, endedOn, noticeDays, modes: modesOf(listing) } as const;
    return [{ result, endedAt: startOfDay(endedOn) }];
  });
}

const modesOf = ({ modes, isPayLater }: typeof listings.$inferSelect): readonly string[] =>
  isPayLater ? [...modes, 'PAYLATER'] : modes;

/**
 * The last result of a trade or an auction from which the two come, where it has not served yet: by no other contract of the deal that was
 * signed since. Of a signed contract: as it was when that was signed. `contract`: the one that asks.
 */
export async function unusedResult(
  ctx: Reader,
  dealId: string,
  contract?: { readonly id: string; readonly signedAt: Date | null },
): Promise<PriceResult | null> {
  const signedAt = contract?.signedAt ?? null;
  const ended = [...(await tradeResults(ctx, dealId, signedAt)), ...(await auctionResults(ctx, dealId, signedAt))];
  const [last] = ended
    .filter(({ endedAt }) => signedAt === null || endedAt <= signedAt)
    .toSorted((a, b) => b.endedAt.getTime() - a.endedAt.getTime());
  if (last === undefined) return null;
  const served = and(
    eq(contracts.dealId, dealId),
    isNotNull(contracts.signedAt),
    gte(contracts.signedAt, last.endedAt),
    signedAt === null ? undefined : lt(contracts.signedAt, signedAt),
    contract === undefined ? undefined : ne(contracts.id, contract.id),
  );
  return (await ctx.db.$count(contracts, served)) > 0 ? null : last.result;
}

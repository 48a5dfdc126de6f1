import { and, eq, isNotNull, ne } from 'drizzle-orm';
import { kindOf } from '#app/domain/contract-kind.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { type ContractPricing, type PriceResult, pricingOf } from '#app/domain/contract-pricing.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type PublicityExemption, publicityExemption } from '#app/domain/publicity.ts';
import { auctions, contracts, listings, organisations, tradeApplications, trades } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';

type Reader = Pick<Context, 'db'>;
type Priced = Pick<Contract, 'id' | 'dealId' | 'achievementId' | 'licensorOrgId' | 'licenseeOrgId'>;

/** How the price of a version was found, and whether it must stand in publicity before anybody signs. */
export interface PublicityDuty {
  readonly unit: typeof organisations.$inferSelect;
  readonly pricing: ContractPricing;
  /** Null: it must. */
  readonly exemption: PublicityExemption | null;
}

/** The result of the trade or auction from which a deal comes; null where there is none. */
async function findPriceResult(ctx: Reader, dealId: string): Promise<PriceResult | null> {
  const [trade] = await ctx.db
    .select({ trade: trades, listing: listings, buyerOrgId: tradeApplications.orgId })
    .from(trades)
    .innerJoin(tradeApplications, eq(tradeApplications.id, trades.winnerId))
    .innerJoin(listings, eq(listings.id, trades.listingId))
    .where(and(eq(trades.dealId, dealId), eq(trades.state, 'concluded')));
  if (trade !== undefined) {
    const { no, priceFen, achievementId, orgId: sellerOrgId, endedAt } = trade.trade;
    const facts = { no, priceFen: priceFen ?? 0n, achievementId, sellerOrgId, buyerOrgId: trade.buyerOrgId };
    return { way: 'exchange', ...facts, endedOn: endedAt && dayOf(endedAt), modes: modesOf(trade.listing) };
  }
  return findAuctionResult(ctx, dealId);
}

async function findAuctionResult(ctx: Reader, dealId: string): Promise<PriceResult | null> {
  const [sold] = await ctx.db
    .select({ auction: auctions, listing: listings })
    .from(auctions)
    .innerJoin(listings, eq(listings.id, auctions.listingId))
    .where(and(eq(auctions.dealId, dealId), eq(auctions.state, 'sold')));
  if (sold === undefined || sold.auction.buyerOrgId === null) return null;
  const { confirmationNo, priceFen, achievementId, orgId: sellerOrgId, buyerOrgId, endedOn } = sold.auction;
  const facts = { no: confirmationNo ?? '', priceFen: priceFen ?? 0n, achievementId, sellerOrgId, buyerOrgId };
  return { way: 'auction', ...facts, endedOn, modes: modesOf(sold.listing) };
}

const modesOf = ({ modes, isPayLater }: typeof listings.$inferSelect): readonly string[] =>
  isPayLater ? [...modes, 'PAYLATER'] : modes;

/** The same, where it has not served yet: another contract of the deal was signed by it. `contractId`: the one that asks. */
export async function unusedResult(ctx: Reader, dealId: string, contractId?: string): Promise<PriceResult | null> {
  const result = await findPriceResult(ctx, dealId);
  if (result === null) return null;
  const isOther = contractId === undefined ? undefined : ne(contracts.id, contractId);
  const signed = and(eq(contracts.dealId, dealId), isNotNull(contracts.signedAt), isOther);
  return (await ctx.db.$count(contracts, signed)) > 0 ? null : result;
}

/** The one answer to whether the price of a version must stand in publicity (促进科技成果转化法 art. 18). */
export async function publicityDuty(ctx: Reader, contract: Priced, versionN: number): Promise<PublicityDuty> {
  const { data } = await getVersion(ctx, contract.id, versionN);
  return termsDuty(ctx, contract, termsFromJson(data.terms));
}

/** The same of terms that are no version yet. */
export async function termsDuty(ctx: Reader, contract: Priced, terms: PayLaterTerms): Promise<PublicityDuty> {
  const [unit] = await ctx.db.select().from(organisations).where(eq(organisations.id, contract.licensorOrgId));
  if (unit === undefined) throw new AppError('not_found');
  const pricing = pricingOf(await unusedResult(ctx, contract.dealId, contract.id), { ...contract, terms });
  return { unit, pricing, exemption: publicityExemption(unit, { kind: kindOf(terms), pricing: pricing.way }) };
}

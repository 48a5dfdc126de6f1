import { and, eq, gte, inArray, sql } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { signedContractStates } from '#app/domain/contract-machine.ts';
import { performsSale } from '#app/domain/listing-end.ts';
import { auctions, contracts, contractVersions, listings, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * Whether the buyer whom the 成交确认书 names has signed for what was knocked down to him, in whichever talk: a contract of that owner and
 * achievement since the day of the sale that was not ended before its time and gives at least what was sold, for at least its price.
 */
export async function isSignedForSale(ctx: Pick<Context, 'db'>, auctionId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ data: contractVersions.data, priceFen: auctions.priceFen, modes: listings.modes })
    .from(auctions)
    .innerJoin(listings, eq(listings.id, auctions.listingId))
    .innerJoin(organisations, eq(organisations.uscc, auctions.buyerUscc))
    .innerJoin(
      contracts,
      and(
        eq(contracts.achievementId, auctions.achievementId),
        eq(contracts.licensorOrgId, auctions.orgId),
        eq(contracts.licenseeOrgId, organisations.id),
        inArray(contracts.state, [...signedContractStates]),
        gte(contracts.signedAt, sql`${auctions.endedOn}::timestamp at time zone 'Asia/Shanghai'`),
      ),
    )
    .innerJoin(
      contractVersions,
      and(eq(contractVersions.contractId, contracts.id), eq(contractVersions.n, contracts.signedVersionN)),
    )
    .where(eq(auctions.id, auctionId));
  return rows.some(({ data, modes, priceFen }) => performsSale(termsFromJson(data.terms), { modes, priceFen }));
}

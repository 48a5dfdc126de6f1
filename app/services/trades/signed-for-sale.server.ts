import { and, eq, gte, isNotNull } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { signedContractStates } from '#app/domain/contract-machine.ts';
import { performsSale } from '#app/domain/listing-end.ts';
import { contracts, contractVersions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { PublicSale } from './sales.server.ts';

/**
 * Whether the buyer has signed for what he bought, in whichever talk: a contract with that owner about that achievement since the day of
 * the sale that gives at least what was sold, for at least its price. `ended`: all such contracts ended before their time.
 */
export async function signedForSale(
  ctx: Pick<Context, 'db'>,
  sale: Pick<PublicSale, 'achievementId' | 'sellerOrgId' | 'buyerOrgId' | 'modes' | 'priceFen' | 'soldAt'>,
): Promise<'standing' | 'ended' | null> {
  if (sale.buyerOrgId === null) return null;
  const rows = await ctx.db
    .select({ data: contractVersions.data, state: contracts.state })
    .from(contracts)
    .innerJoin(
      contractVersions,
      and(eq(contractVersions.contractId, contracts.id), eq(contractVersions.n, contracts.signedVersionN)),
    )
    .where(
      and(
        eq(contracts.achievementId, sale.achievementId),
        eq(contracts.licensorOrgId, sale.sellerOrgId),
        eq(contracts.licenseeOrgId, sale.buyerOrgId),
        isNotNull(contracts.signedAt),
        gte(contracts.signedAt, sale.soldAt),
      ),
    );
  const found = rows.filter(({ data }) => performsSale(termsFromJson(data.terms), sale));
  if (found.some(({ state }) => signedContractStates.includes(state))) return 'standing';
  return found.length > 0 ? 'ended' : null;
}

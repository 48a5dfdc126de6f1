import { and, eq, gte, isNotNull, or, sql } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { signedContractStates } from '#app/domain/contract-machine.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { performsSale } from '#app/domain/listing-end.ts';
import { contractAmendments, contracts, contractVersions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { PublicSale } from './sales.server.ts';

type Sold = Pick<PublicSale, 'achievementId' | 'sellerOrgId' | 'buyerOrgId' | 'modes' | 'priceFen' | 'soldAt'>;

/** The version by which a contract was first signed: what its first change was made from; null where none was. */
const firstSignedN = sql<number | null>`(select min(${contractAmendments.baseVersionN}) from ${contractAmendments}
  where ${contractAmendments.contractId} = ${contracts.id})`;

/**
 * Contracts that the buyer signed for what he bought, in whichever talk: with that owner about that achievement since the day of the sale,
 * giving at least what was sold, for at least its price, as first signed or as performed now: a change of the sum, to which both sides
 * agree later, makes no sale unsigned.
 */
async function contractsFor(ctx: Pick<Context, 'db'>, sale: Sold) {
  if (sale.buyerOrgId === null) return [];
  const rows = await ctx.db
    .select({
      no: contracts.no,
      data: contractVersions.data,
      state: contracts.state,
      signedAt: contracts.signedAt,
    })
    .from(contracts)
    .innerJoin(
      contractVersions,
      and(
        eq(contractVersions.contractId, contracts.id),
        or(eq(contractVersions.n, contracts.signedVersionN), eq(contractVersions.n, firstSignedN)),
      ),
    )
    .where(
      and(
        eq(contracts.achievementId, sale.achievementId),
        eq(contracts.licensorOrgId, sale.sellerOrgId),
        eq(contracts.licenseeOrgId, sale.buyerOrgId),
        isNotNull(contracts.signedAt),
        gte(contracts.signedAt, sale.soldAt),
      ),
    )
    .orderBy(contracts.signedAt);
  const found = rows.filter(({ data }) => performsSale(termsFromJson(data.terms), sale));
  return [...new Map(found.map((one) => [one.no, one])).values()];
}

/** Whether the buyer has signed for what he bought. `ended`: all such contracts ended before their time. */
export async function signedForSale(ctx: Pick<Context, 'db'>, sale: Sold): Promise<'standing' | 'ended' | null> {
  const found = await contractsFor(ctx, sale);
  if (found.some(({ state }) => signedContractStates.includes(state))) return 'standing';
  return found.length > 0 ? 'ended' : null;
}

/** Those of them that stand, with the days on which they were signed: what the buyer's deposit can be set off in. */
export async function standingFor(ctx: Pick<Context, 'db'>, sale: Sold): Promise<{ no: string; signedOn: Day }[]> {
  const found = await contractsFor(ctx, sale);
  return found.flatMap(({ no, state, signedAt }) =>
    signedAt !== null && signedContractStates.includes(state) ? [{ no, signedOn: dayOf(signedAt) }] : [],
  );
}

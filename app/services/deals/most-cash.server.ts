import { and, desc, eq, inArray } from 'drizzle-orm';
import { mostCashFen } from '#app/domain/commission.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { Fen } from '#app/domain/money.ts';
import { contracts, contractVersions, dealOffers } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * The most cash that a deal can bring by the terms that lie before both sides: its contract's version, else the newest offer that stands or
 * was taken. Null while there are none, or they have no bound.
 */
export async function findMostCash({ db }: Pick<Context, 'db'>, dealId: string): Promise<Fen | null> {
  const [written] = await db
    .select({ terms: contractVersions.data })
    .from(contracts)
    .innerJoin(
      contractVersions,
      and(eq(contractVersions.contractId, contracts.id), eq(contractVersions.n, contracts.versionN)),
    )
    .where(eq(contracts.dealId, dealId))
    .orderBy(desc(contracts.createdAt))
    .limit(1);
  if (written !== undefined) return mostCashFen(termsFromJson(written.terms.terms));
  const stands = and(eq(dealOffers.dealId, dealId), inArray(dealOffers.state, ['open', 'accepted']));
  const [offered] = await db
    .select({ terms: dealOffers.terms })
    .from(dealOffers)
    .where(stands)
    .orderBy(desc(dealOffers.n))
    .limit(1);
  return offered === undefined ? null : mostCashFen(termsFromJson(offered.terms));
}

import { eq } from 'drizzle-orm';
import type { SettlementFacts } from '#app/domain/contract-settlement.ts';
import { milestones } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { RoyaltyAccount } from '../royalties/royalty-account.server.ts';

/** What decides whether a contract is fully paid, by its account, once no claim is open. A correction that took something back frees the cap. */
export async function settlementOf(
  { db }: Pick<Context, 'db'>,
  contractId: string,
  { royalty, isReportLeft, chargedFen }: RoyaltyAccount,
): Promise<SettlementFacts> {
  const stones = await db
    .select({ state: milestones.state })
    .from(milestones)
    .where(eq(milestones.contractId, contractId));
  return {
    milestones: stones.map(({ state }) => state),
    chargedFen,
    capFen: royalty?.capFen ?? null,
    isReportLeft,
  };
}

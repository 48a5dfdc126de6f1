import { termsFromJson } from '#app/domain/contract-json.ts';
import { type RegistrationSums, registrationSums } from '#app/domain/contract-registration.ts';
import { milestonesTotal } from '#app/domain/contract.ts';
import type { Fen } from '#app/domain/money.ts';
import { obligations } from '#db/schema/index.ts';
import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../context.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';

/** 成交额 and 技术交易额 of a contract as it stands: what it fixes and what royalties have come to so far. */
export async function sumsOf(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  equipmentFen: Fen,
): Promise<RegistrationSums> {
  const { data } = await getVersion(ctx, contract.id, contract.signedVersionN ?? contract.versionN);
  const terms = termsFromJson(data.terms);
  const [charged] = await ctx.db
    .select({ fen: sql<string>`coalesce(sum(${obligations.amountFen}), 0)` })
    .from(obligations)
    .where(and(eq(obligations.contractId, contract.id), eq(obligations.kind, 'royalty')));
  const { raisedFen, ofMilestonesFen } = await getCreditSums(ctx, contract.id);
  return registrationSums({
    milestonesFen: milestonesTotal(terms),
    royaltiesFen: BigInt(charged?.fen ?? '0') - (raisedFen - ofMilestonesFen),
    hasOpenRoyalty: terms.royalty !== null && !['settled', 'closed', 'terminated'].includes(contract.state),
    equipmentFen,
  });
}

import { and, eq, isNull } from 'drizzle-orm';
import { chainFor } from '#app/domain/approval.ts';
import { mostOf } from '#app/domain/contract.ts';
import { kindOf } from '#app/domain/contract-kind.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { approvalChains } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getVersion } from '../contracts/own-contract.server.ts';

/** The chain that the organisation asks for a contract of this version's kind and sum; null where it asks for none. */
export async function chainOfContract(
  ctx: Pick<Context, 'db'>,
  contract: { readonly id: string; readonly versionN: number },
  orgId: string,
) {
  const chains = await ctx.db
    .select()
    .from(approvalChains)
    .where(and(eq(approvalChains.orgId, orgId), isNull(approvalChains.endedAt)));
  if (chains.length === 0) return null;
  const version = await getVersion(ctx, contract.id, contract.versionN);
  const terms = termsFromJson(version.data.terms);
  return chainFor(chains, { kind: kindOf(terms), sumFen: mostOf(terms) });
}

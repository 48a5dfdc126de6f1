import { and, desc, eq, lt, or, isNull } from 'drizzle-orm';
import { type ContractSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { contractVersions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { ContractVersion } from './own-contract.server.ts';

/**
 * What a version is an answer to: the last one before it that the other side wrote. Null for a first proposal. Of versions from
 * before their side was kept, the one just before.
 */
export async function versionBefore(
  ctx: Pick<Context, 'db'>,
  contractId: string,
  { n, side }: { readonly n: number; readonly side: ContractSide },
): Promise<ContractVersion | null> {
  const [row] = await ctx.db
    .select()
    .from(contractVersions)
    .where(
      and(
        eq(contractVersions.contractId, contractId),
        lt(contractVersions.n, n),
        or(eq(contractVersions.side, otherContractSide(side)), isNull(contractVersions.side)),
      ),
    )
    .orderBy(desc(contractVersions.n))
    .limit(1);
  return row ?? null;
}

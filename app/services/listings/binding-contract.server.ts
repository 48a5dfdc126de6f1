import { and, eq, inArray, sql } from 'drizzle-orm';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import { licensedContractStates } from '#app/domain/contract-machine.ts';
import type { LicenceKind } from '#app/domain/contract.ts';
import { afterContract } from '#app/domain/listing-end.ts';
import { contracts, contractVersions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * The contract that leaves nothing to list: 'transfer' where the achievement was assigned, 'exclusive' while an exclusive licence
 * runs; null where none stands, also after it was ended early.
 */
export async function bindingContractOf(
  ctx: Pick<Context, 'db'>,
  achievementId: string,
): Promise<'transfer' | 'exclusive' | null> {
  const rows = await ctx.db
    .select({
      state: contracts.state,
      kind: sql<ContractKind | null>`${contractVersions.data} -> 'terms' ->> 'kind'`,
      licenceKind: sql<LicenceKind>`${contractVersions.data} -> 'terms' ->> 'licenceKind'`,
    })
    .from(contracts)
    .innerJoin(
      contractVersions,
      and(eq(contractVersions.contractId, contracts.id), eq(contractVersions.n, contracts.signedVersionN)),
    )
    .where(and(eq(contracts.achievementId, achievementId), inArray(contracts.state, licensedContractStates)));
  const binding = rows.filter(
    ({ kind, licenceKind }) => afterContract({ ...(kind !== null && { kind }), licenceKind }) === 'ends',
  );
  if (binding.some(({ kind }) => kind === 'transfer')) return 'transfer';
  return binding.some(({ state }) => state !== 'closed') ? 'exclusive' : null;
}

import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { unsentAmendmentStates } from '#app/domain/amendment-machine.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractAmendments } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { type ContractVersion, getVersion } from './own-contract.server.ts';

/** Versions of changes that the other side prepares or dropped: for this reader there are none. A broker sees none of either. */
export async function hiddenVersions(
  ctx: Pick<Context, 'db'>,
  contractId: string,
  side: ContractSide | null,
): Promise<ReadonlySet<number>> {
  const rows = await ctx.db
    .select({ n: contractAmendments.versionN })
    .from(contractAmendments)
    .where(
      and(
        eq(contractAmendments.contractId, contractId),
        inArray(contractAmendments.state, [...unsentAmendmentStates]),
        side === null ? sql`true` : ne(contractAmendments.side, side),
      ),
    );
  return new Set(rows.map(({ n }) => n));
}

/** A version that this side may know of; any other is not found. */
export async function getSeenVersion(
  ctx: Pick<Context, 'db'>,
  contractId: string,
  side: ContractSide | null,
  n: number,
): Promise<ContractVersion> {
  if ((await hiddenVersions(ctx, contractId, side)).has(n)) throw new AppError('not_found');
  return getVersion(ctx, contractId, n);
}

import { and, eq } from 'drizzle-orm';
import { contractAmendments } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import type { Contract } from './own-contract.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/** The change of this version that stands in publicity; null where the notice is of the contract itself. */
export async function publishedAmendment(
  tx: In<Context>,
  { id }: Pick<Contract, 'id'>,
  versionN: number,
): Promise<Amendment | null> {
  const isThis = and(eq(contractAmendments.contractId, id), eq(contractAmendments.versionN, versionN));
  const [found = null] = await tx.db
    .select()
    .from(contractAmendments)
    .where(and(isThis, eq(contractAmendments.state, 'publicity')));
  return found;
}

import { and, eq, inArray } from 'drizzle-orm';
import { openAmendmentStates } from '#app/domain/amendment-machine.ts';
import { changesGrant } from '#app/domain/grant-conflicts.ts';
import { contractAmendments } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { standingStates } from './declare.server.ts';
import { getTerms } from './get-terms.server.ts';
import type { Contract } from './own-contract.server.ts';

const ahead: readonly Contract['state'][] = ['offered', 'agreed', 'publicity', 'signing'];

/**
 * Versions of which the licensor still says beside what they go: the contract's own until it is signed, then those of changes that are
 * not over and give something else.
 */
export async function clearableVersions(ctx: Pick<Context, 'db'>, contract: Contract): Promise<number[]> {
  if (ahead.includes(contract.state)) return [contract.versionN];
  if (!standingStates.includes(contract.state)) return [];
  const isOpen = inArray(contractAmendments.state, openAmendmentStates);
  const rows = await ctx.db
    .select()
    .from(contractAmendments)
    .where(and(eq(contractAmendments.contractId, contract.id), isOpen));
  // What the licensee prepares is not sent yet.
  const sent = rows.filter(({ side, state }) => state !== 'prepared' || side === 'licensor');
  const versions: number[] = [];
  for (const { baseVersionN, versionN } of sent) {
    const before = await getTerms(ctx, contract.id, baseVersionN);
    if (changesGrant(before, await getTerms(ctx, contract.id, versionN))) versions.push(versionN);
  }
  return versions;
}

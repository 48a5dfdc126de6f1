import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { putAmendmentStates } from '#app/domain/amendment-machine.ts';
import { changesGrant } from '#app/domain/grant-conflicts.ts';
import { contractAmendments } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { standingStates } from './declare.server.ts';
import { getTerms } from './get-terms.server.ts';
import type { Contract } from './own-contract.server.ts';

const ahead: readonly Contract['state'][] = ['offered', 'agreed', 'publicity', 'signing'];

/**
 * Versions of which the licensor still says beside what they go: the contract's own until it is signed, then those of changes that lie
 * before both sides and give something else. What is said is read by both: of a change that was not sent nothing is.
 */
export async function clearableVersions(ctx: Pick<Context, 'db'>, contract: Contract): Promise<number[]> {
  if (ahead.includes(contract.state)) return [contract.versionN];
  if (!standingStates.includes(contract.state)) return [];
  return versionsOf(ctx, contract.id, inArray(contractAmendments.state, putAmendmentStates));
}

/** Versions of changes that the licensor prepares and that give something else: of them it says so when they are sent. */
export async function unsentVersions(ctx: Pick<Context, 'db'>, contract: Contract): Promise<number[]> {
  if (!standingStates.includes(contract.state)) return [];
  const isUnsent = and(eq(contractAmendments.state, 'prepared'), eq(contractAmendments.side, 'licensor'));
  return versionsOf(ctx, contract.id, isUnsent);
}

/** Of which the licensor's lawyer judges words that differ: nobody else reads it, so that it is said before they are sent, too. */
export const judgeableVersions = async (ctx: Pick<Context, 'db'>, contract: Contract): Promise<number[]> => [
  ...(await clearableVersions(ctx, contract)),
  ...(await unsentVersions(ctx, contract)),
];

async function versionsOf(ctx: Pick<Context, 'db'>, contractId: string, which: SQL | undefined): Promise<number[]> {
  const rows = await ctx.db
    .select()
    .from(contractAmendments)
    .where(and(eq(contractAmendments.contractId, contractId), which));
  const versions: number[] = [];
  for (const { baseVersionN, versionN } of rows) {
    const before = await getTerms(ctx, contractId, baseVersionN);
    if (changesGrant(before, await getTerms(ctx, contractId, versionN))) versions.push(versionN);
  }
  return versions;
}

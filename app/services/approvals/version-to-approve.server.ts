import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { putAmendmentStates } from '#app/domain/amendment-machine.ts';
import { type ContractSide, orgOnSide } from '#app/domain/contract-deeds.ts';
import { contractAmendments } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { standingStates } from '../contracts/declare.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';

/** States in which a version stands for both sides, so that a unit can decide on it. */
const agreedStates: readonly Contract['state'][] = ['agreed', 'publicity', 'signing'];

/**
 * What a unit decides on now: before signing the agreed version; of a signed contract the change that it prepares, or that the
 * other side put to it. Null where there is nothing to decide.
 */
export async function versionToApprove(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  orgId: string,
): Promise<{ readonly versionN: number; readonly isAmendment: boolean } | null> {
  if (agreedStates.includes(contract.state)) return { versionN: contract.versionN, isAmendment: false };
  if (!standingStates.includes(contract.state)) return null;
  const side: ContractSide = orgOnSide(contract, 'licensor') === orgId ? 'licensor' : 'licensee';
  const [open] = await ctx.db
    .select({ versionN: contractAmendments.versionN })
    .from(contractAmendments)
    .where(
      and(
        eq(contractAmendments.contractId, contract.id),
        or(
          inArray(contractAmendments.state, putAmendmentStates),
          and(eq(contractAmendments.state, 'prepared'), eq(contractAmendments.side, side)),
        ),
      ),
    )
    // What lies before both comes before what the unit only prepares.
    .orderBy(sql`${contractAmendments.state} = 'prepared'`, desc(contractAmendments.versionN))
    .limit(1);
  return open ? { versionN: open.versionN, isAmendment: true } : null;
}

import { and, desc, eq, inArray } from 'drizzle-orm';
import { signableAmendmentStates } from '#app/domain/amendment-machine.ts';
import type { EsignState } from '#app/domain/esign.ts';
import { contractAmendments, esignFlows } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { shownFlow } from './shown-flow.server.ts';

/** Ends of a flow that leave a version unsigned without anybody of the two sides having called it off. */
const failedStates: readonly EsignState[] = ['aside', 'refused', 'expired', 'failed', 'abandoned'];

/**
 * The last flow through the e-sign provider where it ended without a signature and its version, of the contract or of a change, still
 * waits to be signed; null otherwise, and once another flow follows it.
 */
export async function endedFlowOf({ db }: Pick<Context, 'db'>, contract: Contract) {
  const [flow] = await db
    .select()
    .from(esignFlows)
    .where(eq(esignFlows.contractId, contract.id))
    .orderBy(desc(esignFlows.createdAt), desc(esignFlows.id))
    .limit(1);
  if (flow === undefined || !failedStates.includes(flow.state)) return null;
  if (contract.state === 'signing')
    return flow.versionN === contract.versionN ? { ...shownFlow(flow), isChange: false } : null;
  const waits = await db.$count(
    contractAmendments,
    and(
      eq(contractAmendments.contractId, contract.id),
      eq(contractAmendments.versionN, flow.versionN),
      inArray(contractAmendments.state, signableAmendmentStates),
    ),
  );
  return waits > 0 ? { ...shownFlow(flow), isChange: true } : null;
}

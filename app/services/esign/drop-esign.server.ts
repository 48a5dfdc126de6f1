import type { Context, In } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { findLiveFlow } from './own-esign.server.ts';
import { stopFlow } from './stop-flow.server.ts';

/**
 * What was to be signed is no more, for the reason given: a flow on its way is called back, where one version is named only if it is
 * that one's. The caller has the contract's lock.
 */
export async function dropEsign(
  tx: In<Context>,
  contract: Contract,
  cancelReason: string,
  versionN: number | null = null,
): Promise<void> {
  const live = await findLiveFlow(tx, contract.id);
  const isMeant = live !== null && (versionN === null || live.versionN === versionN);
  if (isMeant) await stopFlow(tx, contract, live.id, { cancelReason });
}

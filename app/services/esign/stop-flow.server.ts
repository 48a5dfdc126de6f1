import type { Context, In } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { type Flow, moveFlow } from './own-esign.server.ts';

/**
 * Calls a flow off: over at once while the provider does not know of it; else the provider is told, and its word ends it. Null
 * where somebody was first. The caller has the contract's lock.
 */
export async function stopFlow(
  tx: In<Context>,
  contract: Contract,
  flowId: string,
  columns: Pick<Partial<Flow>, 'cancelReason' | 'cancelledBy'>,
): Promise<Flow | null> {
  const gone = await moveFlow(tx, flowId, 'withdraw', columns);
  if (gone !== null) {
    const { sha256: textSha256 } = await getVersion(tx, contract.id, gone.versionN);
    await addEvidence(tx, contract, 'esign_ended', { versionN: gone.versionN, textSha256, how: 'cancelled' });
    return gone;
  }
  const asking = { askedAt: null, askFaults: 0, silentSince: tx.now() };
  const stopping = await moveFlow(tx, flowId, 'cancel', { ...columns, ...asking });
  if (stopping !== null) await tx.jobs.enqueue(tx.db, 'esign.follow', { flowId });
  return stopping;
}

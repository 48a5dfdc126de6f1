import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { type Contract, getVersion, lockContract } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { mayHandInScan } from '../signing/own-signing.server.ts';
import { findLiveFlow, type Flow, getOwnFlow, moveFlow } from './own-esign.server.ts';

/**
 * Either side takes the way back. Before the provider knows of it, it is over at once; afterwards the provider is told, and what it
 * says then counts: where both had signed already, the contract is signed.
 */
export async function cancelEsign(
  ctx: ActorContext,
  { flowId, reason }: { readonly flowId: string; readonly reason: string },
): Promise<Flow> {
  if (!mayHandInScan(ctx.actor)) throw new AppError('forbidden');
  const { contract: seen, side } = await getOwnFlow(ctx, flowId);
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, seen.id);
    const flow = await stopFlow(tx, contract, flowId, { cancelReason: reason, cancelledBy: tx.actor.userId });
    if (flow === null) throw new AppError('state_changed');
    const other = orgOnSide(contract, otherContractSide(side));
    const href = `/desk/contracts/${contract.id}/esign`;
    const notice = { kind: 'esign.cancel', params: { title: contract.title }, href };
    await notifyOrganisation(tx, other, ['owner', 'approver', 'officer'], notice);
    return flow;
  });
}

/** The contract has a new version, or is given up: what is on its way through the provider is called back. The caller has its lock. */
export async function dropEsign(tx: In<Context>, contract: Contract): Promise<void> {
  const live = await findLiveFlow(tx, contract.id);
  if (live === null) return;
  const why = contract.state === 'withdrawn' ? '合同已撤回' : '条款有改动，这一版不再签署';
  await stopFlow(tx, contract, live.id, { cancelReason: why });
}

async function stopFlow(
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
  const stopping = await moveFlow(tx, flowId, 'cancel', { ...columns, askedAt: null, askFaults: 0 });
  if (stopping !== null) await tx.jobs.enqueue(tx.db, 'esign.follow', { flowId });
  return stopping;
}

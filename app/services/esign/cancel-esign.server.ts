import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { mayHandInScan } from '../signing/own-signing.server.ts';
import { type Flow, getOwnFlow } from './own-esign.server.ts';
import { stopFlow } from './stop-flow.server.ts';

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

import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { requireDeed } from '../contracts/own-contract.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { lockSignable } from '../signing/signable.server.ts';
import { nameSigner, ownNameable, type SignerInput } from './name-signer.server.ts';
import { type Flow, getOwnFlow, moveFlow, signersOf } from './own-esign.server.ts';

/**
 * The other side agrees to sign at the provider and names its own signer. A job hands the text in; from then on the provider
 * asks each signer who he is. To a change this is the answer that was waited for.
 */
export async function joinEsign(
  ctx: ActorContext,
  { flowId, ...input }: SignerInput & { readonly flowId: string },
): Promise<Flow> {
  requireDeed(ctx, 'sign');
  const { flow: seen, side } = await getOwnFlow(ctx, flowId);
  if (seen.proposedBySide === side) throw new AppError('forbidden');
  if (seen.versionN !== input.versionN) throw new AppError('state_changed');
  const own = await ownNameable(ctx, seen.contractId, input);
  return inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await lockSignable(tx, own, 'provider');
    const flow = await moveFlow(tx, flowId, 'join');
    if (flow === null) throw new AppError('state_changed');
    const [first] = await signersOf(tx, flowId);
    await nameSigner(tx, contract, flow, { ...input, side: own.side, orderNo: first?.orderNo === 1 ? 2 : 1 });
    if (amendment !== null) await clearDeadline(tx, 'amendment.answer', amendment.id);
    await tx.jobs.enqueue(tx.db, 'esign.follow', { flowId });
    const href = `/desk/contracts/${contract.id}/esign`;
    const notice = { kind: 'esign.join', params: { title: contract.title }, href };
    const other = orgOnSide(contract, otherContractSide(own.side));
    await notifyOrganisation(tx, other, ['owner', 'approver', 'officer'], notice);
    return flow;
  });
}

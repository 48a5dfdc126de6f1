import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { requireDeed } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { ownSigning } from '../signing/own-signing.server.ts';
import { lockSignable, nameSigner, requireSignable, type SignerInput } from './name-signer.server.ts';
import { type Flow, getOwnFlow, moveFlow, signersOf } from './own-esign.server.ts';

/**
 * The other side agrees to sign at the provider and names its own signer. A job hands the text in; from then on the provider
 * asks each signer who he is.
 */
export async function joinEsign(
  ctx: ActorContext,
  { flowId, ...input }: SignerInput & { readonly flowId: string },
): Promise<Flow> {
  requireDeed(ctx, 'sign');
  const { flow: seen } = await getOwnFlow(ctx, flowId);
  const own = await ownSigning(ctx, seen.contractId, input.versionN);
  if (seen.proposedBySide === own.side) throw new AppError('forbidden');
  if (seen.versionN !== input.versionN) throw new AppError('state_changed');
  await requireSignable(ctx, own, input);
  return inTransaction(ctx, async (tx) => {
    const contract = await lockSignable(tx, own, input.versionN);
    const flow = await moveFlow(tx, flowId, 'join');
    if (flow === null) throw new AppError('state_changed');
    const [first] = await signersOf(tx, flowId);
    await nameSigner(tx, contract, flow, { ...input, side: own.side, orderNo: first?.orderNo === 1 ? 2 : 1 });
    await tx.jobs.enqueue(tx.db, 'esign.follow', { flowId });
    const href = `/desk/contracts/${contract.id}/esign`;
    const notice = { kind: 'esign.join', params: { title: contract.title }, href };
    const other = orgOnSide(contract, otherContractSide(own.side));
    await notifyOrganisation(tx, other, ['owner', 'approver', 'officer'], notice);
    return flow;
  });
}

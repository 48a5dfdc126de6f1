import { v7 } from 'uuid';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { esignMachine } from '#app/domain/esign.ts';
import { esignFlows } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { requireDeed } from '../contracts/own-contract.server.ts';
import { sendAmendment } from '../contracts/send-amendment.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { lockSignable } from '../signing/signable.server.ts';
import { nameSigner, ownNameable, type SignerInput } from './name-signer.server.ts';
import { findLiveFlow, type Flow } from './own-esign.server.ts';

export interface ProposeInput extends SignerInput {
  readonly contractId: string;
  /** Who signs first. */
  readonly first: 'own' | 'other';
}

/**
 * A side wants the frozen version signed at the licensed provider, and names who signs for it. The other side has to agree. A change
 * that only its own side knew of is put to the other by this.
 */
export async function proposeEsign(ctx: ActorContext, { contractId, first, ...input }: ProposeInput): Promise<Flow> {
  requireDeed(ctx, 'sign');
  const { versionN } = input;
  const own = await ownNameable(ctx, contractId, input);
  return inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await lockSignable(tx, own, 'provider');
    if ((await findLiveFlow(tx, contractId)) !== null) throw new AppError('state_changed');
    if (amendment?.state === 'prepared') await sendAmendment(tx, amendment, 'send');
    const flow = await insertRow(tx, esignFlows, {
      id: v7(),
      contractId,
      versionN,
      state: esignMachine.initial,
      provider: tx.esign.name,
      proposedBySide: own.side,
      proposedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await nameSigner(tx, contract, flow, { ...input, side: own.side, orderNo: first === 'own' ? 1 : 2 });
    await audit(tx, { deed: 'esign.propose', subjectType: 'contract', subjectId: contractId, versionN });
    const href = `/desk/contracts/${contractId}/esign`;
    const notice = { kind: 'esign.propose', params: { title: contract.title }, href };
    const other = orgOnSide(contract, otherContractSide(own.side));
    await notifyOrganisation(tx, other, ['owner', 'approver', 'officer'], notice);
    return flow;
  });
}

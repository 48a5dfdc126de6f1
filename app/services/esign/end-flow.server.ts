import { asideWords, type AsideReason } from '#app/domain/esign.ts';
import type { Context, In } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { awaitAnswer } from '../contracts/await-answer.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { signableOf } from '../signing/signable.server.ts';
import { type Flow, moveFlow } from './own-esign.server.ts';

/** How a flow ends without a signature of the contract. */
export type Ending =
  | { readonly event: 'setAside'; readonly reason: AsideReason }
  | { readonly event: 'refuse' | 'expire' | 'end' | 'fail' | 'giveUp'; readonly note: string | null };

/**
 * Ends a flow and tells both sides; the contract stays as it is, and a change that was to be signed there waits for an answer again.
 * Nothing where somebody was first. The caller has its lock.
 */
export async function endFlow(
  tx: In<Context>,
  contract: Contract,
  flowId: string,
  ending: Ending,
): Promise<Flow | null> {
  const endNote = ending.event === 'setAside' ? ending.reason : (ending.note?.slice(0, 300) ?? null);
  const flow = await moveFlow(tx, flowId, ending.event, { endNote });
  if (flow === null) return null;
  const { sha256: textSha256 } = await getVersion(tx, contract.id, flow.versionN);
  await addEvidence(tx, contract, 'esign_ended', {
    versionN: flow.versionN,
    textSha256,
    how: flow.state,
    provider: flow.provider,
    providerFlow: flow.providerFlowId,
    note: ending.event === 'setAside' ? asideWords[ending.reason] : endNote,
  });
  const { amendment } = await signableOf(tx, contract, flow.versionN);
  if (amendment?.state === 'sent') await awaitAnswer(tx, contract, amendment);
  const href = `/desk/contracts/${contract.id}/esign`;
  const notice = { kind: `esign.${ending.event}`, params: { title: contract.title }, href };
  await notifyParties(tx, contract, ['owner', 'approver', 'officer'], notice);
  return flow;
}

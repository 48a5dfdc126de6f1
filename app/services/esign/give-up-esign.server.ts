import { and, eq, isNull, lte, or } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { giveUpFrom, hasGivenUp } from '#app/domain/esign.ts';
import { esignFlows, esignSigners } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { getVersion, lockContract, requireDeed, requireVerified } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { endFlow } from './end-flow.server.ts';
import { type Flow, getOwnFlow, signersOf } from './own-esign.server.ts';

/**
 * A side declares a flow ended that the provider was to call off and says nothing about, with a fresh second factor, once it has
 * been silent for so many days. Both declarations end it: the version can be signed in another way, and what the provider brings
 * later is kept and told, never a signature. The provider's word that comes before the second one wins.
 */
export async function giveUpEsign(ctx: ActorContext, { flowId }: { readonly flowId: string }): Promise<Flow> {
  requireDeed(ctx, 'sign');
  const { contract: seen, side, flow: before } = await getOwnFlow(ctx, flowId);
  requireVerified(ctx);
  requireSilent(before, ctx.now());
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, seen.id);
    const [flow] = await tx.db.select().from(esignFlows).where(eq(esignFlows.id, flowId)).for('update');
    if (flow === undefined) throw new AppError('not_found');
    const silentSince = requireSilent(flow, tx.now());
    const { gaveUpAt, flowId: ofFlow, side: ofSide } = esignSigners;
    const isOpen = or(isNull(gaveUpAt), lte(gaveUpAt, silentSince));
    const declared = await tx.db
      .update(esignSigners)
      .set({ gaveUpAt: tx.now(), gaveUpBy: tx.actor.userId })
      .where(and(eq(ofFlow, flowId), eq(ofSide, side), isOpen))
      .returning({ id: esignSigners.id });
    if (declared.length === 0) throw new AppError('state_changed');
    const { sha256: textSha256 } = await getVersion(tx, contract.id, flow.versionN);
    await addEvidence(tx, contract, 'esign_given_up', {
      versionN: flow.versionN,
      textSha256,
      side,
      organisation: tx.actor.org?.orgName ?? '',
      declaredBy: tx.actor.name,
      provider: flow.provider,
      providerFlow: flow.providerFlowId,
      silentSince: silentSince.toISOString(),
      secondFactorAt: tx.actor.provedAt?.toISOString() ?? null,
      address: tx.address ?? null,
    });
    await audit(tx, {
      deed: 'esign.declare',
      subjectType: 'contract',
      subjectId: contract.id,
      versionN: flow.versionN,
    });
    const signers = await signersOf(tx, flowId);
    if (signers.every((row) => hasGivenUp(row, flow))) {
      const ended = await endFlow(tx, contract, flowId, { event: 'giveUp', note: null });
      if (ended === null) throw new AppError('state_changed');
      return ended;
    }
    const other = orgOnSide(contract, otherContractSide(side));
    const href = `/desk/contracts/${contract.id}/esign`;
    const notice = { kind: 'esign.declare', params: { title: contract.title }, href };
    await notifyOrganisation(tx, other, ['owner', 'approver', 'officer'], notice);
    return flow;
  });
}

/** Since when the provider has said nothing; refused before its days are over, and where it is not waited for. */
function requireSilent(flow: Flow, now: Date): Date {
  const from = giveUpFrom(flow);
  if (from === null || flow.silentSince === null) throw new AppError('state_changed');
  if (now < from) throw new AppError('invalid', { says: `要等服务商到 ${dayOf(from)}，期间仍没有回应才能声明作废。` });
  return flow.silentSince;
}

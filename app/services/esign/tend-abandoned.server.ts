import { and, eq, isNull } from 'drizzle-orm';
import type { ProviderFlow } from '#app/domain/esign.ts';
import { esignFlows } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { getVersion, lockContract } from '../contracts/own-contract.server.ts';
import { keepFileFor } from '../files/keep-file.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { mostBytes } from './esign-paper.server.ts';
import type { Flow } from './own-esign.server.ts';

/**
 * The provider answers about a flow that both sides had declared ended. Still open there, it is called off again; over there, that
 * was its last word; signed there, the file is kept and told, and concludes nothing.
 */
export async function tendAbandoned(
  ctx: Context,
  flow: Flow,
  providerFlowId: string,
  seen: ProviderFlow,
): Promise<void> {
  if (seen.state === 'signing') return ctx.esign.cancelFlow(providerFlowId, flow.cancelReason ?? '');
  if (seen.state === 'finished') return keepLate(ctx, flow, providerFlowId, seen);
  await ctx.db.update(esignFlows).set({ silentSince: null }).where(eq(esignFlows.id, flow.id));
}

/** Keeps what was signed too late as evidence, once, and tells both sides, whatever became of the contract meanwhile. */
async function keepLate(ctx: Context, flow: Flow, providerFlowId: string, seen: ProviderFlow): Promise<void> {
  if (flow.lateFileId !== null) return;
  const late = await ctx.files.put(await ctx.esign.signedFile(providerFlowId), mostBytes);
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, flow.contractId);
    const { versionN } = flow;
    const isMissing = and(eq(esignFlows.id, flow.id), isNull(esignFlows.lateFileId));
    if ((await tx.db.$count(esignFlows, isMissing)) === 0) return;
    const owner = { orgId: contract.licensorOrgId, uploadedBy: flow.proposedBy };
    const file = await keepFileFor(tx, { ...late, name: `${contract.no}-V${versionN}-late.pdf` }, 'esign', owner);
    await tx.db.update(esignFlows).set({ lateFileId: file.id, silentSince: null }).where(isMissing);
    const { sha256: textSha256 } = await getVersion(tx, contract.id, versionN);
    const signedAt = (side: string) => seen.signers.find((row) => row.side === side)?.signedAt?.toISOString() ?? null;
    await addEvidence(tx, contract, 'esign_late', {
      versionN,
      textSha256,
      fileSha256: late.sha256,
      provider: flow.provider,
      providerFlow: providerFlowId,
      licensorSignedAt: signedAt('licensor'),
      licenseeSignedAt: signedAt('licensee'),
      counts: false,
    });
    await audit(tx, { deed: 'esign.late', subjectType: 'contract', subjectId: contract.id, versionN });
    const href = `/desk/contracts/${contract.id}/esign`;
    const notice = { kind: 'esign.late', params: { title: contract.title }, href };
    await notifyParties(tx, contract, ['owner', 'approver', 'officer'], notice);
  });
}

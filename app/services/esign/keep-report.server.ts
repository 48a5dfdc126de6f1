import { and, eq, isNull } from 'drizzle-orm';
import { esignFlows } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { getVersion, lockContract } from '../contracts/own-contract.server.ts';
import { keepFileFor } from '../files/keep-file.server.ts';
import { mostBytes } from './esign-paper.server.ts';
import type { Flow } from './own-esign.server.ts';

/** The provider's report on how both signed, kept beside the signed PDF once it is to be had: the contract does not wait for it. */
export async function keepReport(ctx: Context, flow: Flow): Promise<void> {
  if (flow.providerFlowId === null || flow.reportFileId !== null) return;
  const report = await ctx.files.put(await ctx.esign.reportFile(flow.providerFlowId), mostBytes);
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, flow.contractId);
    const owner = { orgId: contract.licensorOrgId, uploadedBy: flow.proposedBy };
    const isMissing = and(eq(esignFlows.id, flow.id), isNull(esignFlows.reportFileId));
    if ((await tx.db.$count(esignFlows, isMissing)) === 0) return;
    const kept = await keepFileFor(tx, { ...report, name: `${contract.no}-V${flow.versionN}-report` }, 'esign', owner);
    await tx.db.update(esignFlows).set({ reportFileId: kept.id }).where(isMissing);
    const { sha256: textSha256 } = await getVersion(tx, contract.id, flow.versionN);
    await addEvidence(tx, contract, 'esign_kept', {
      versionN: flow.versionN,
      textSha256,
      paper: 'report',
      fileSha256: report.sha256,
      provider: flow.provider,
      providerFlow: flow.providerFlowId,
    });
  });
}

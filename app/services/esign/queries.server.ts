import { desc, eq, inArray } from 'drizzle-orm';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { isAskedAbout, liveEsignStates } from '#app/domain/esign.ts';
import { esignFlows, esignSigners, files, signatures } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { getOwnContract, getVersion } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { mayHandInScan } from '../signing/own-signing.server.ts';
import { lettersFor } from '../signing/queries.server.ts';
import { standingScan } from '../signing/standing-scan.server.ts';
import type { Flow, Signer } from './own-esign.server.ts';

/** Signing at a provider: the flow as it stands and those before it, who signs and has signed, the papers, what the actor may do. */
export async function esignPage(ctx: ActorContext, contractId: string) {
  const { contract, side } = await getOwnContract(ctx, contractId);
  const n = contract.signedVersionN ?? contract.versionN;
  const [version, parties, flows, signed, scan] = await Promise.all([
    getVersion(ctx, contractId, n),
    partiesOf(ctx, contract),
    ctx.db
      .select()
      .from(esignFlows)
      .where(eq(esignFlows.contractId, contractId))
      .orderBy(desc(esignFlows.createdAt), desc(esignFlows.id))
      .limit(20),
    ctx.db.select().from(signatures).where(eq(signatures.contractId, contractId)),
    standingScan(ctx, contractId, n),
  ]);
  const [flow, ...earlier] = flows;
  const rows = flow ? await ctx.db.select().from(esignSigners).where(eq(esignSigners.flowId, flow.id)) : [];
  const isLive = flow !== undefined && liveEsignStates.includes(flow.state);
  const isSigning = contract.state === 'signing';
  const otherWay = signed.some((row) => row.versionN === n && row.way === 'page')
    ? ('page' as const)
    : scan.confirmedBy.length > 0
      ? ('paper' as const)
      : null;
  const mayName = isSigning && otherWay === null && ctx.esign.isEnabled && mayDo(ctx.actor, 'sign');
  const maySteer = mayHandInScan(ctx.actor);
  return {
    contract: { id: contract.id, no: contract.no, title: contract.title, signedVersionN: contract.signedVersionN },
    side,
    names: { licensor: parties.licensor.name, licensee: parties.licensee.name },
    version: { n, sha256: version.sha256 },
    provider: ctx.esign.isEnabled ? ctx.esign.name : null,
    isSigning,
    otherWay,
    flow: flow
      ? { ...shownFlow(flow), signers: shownSigners(rows, side, maySteer), papers: await papersOf(ctx, flow) }
      : null,
    earlier: earlier.map(shownFlow),
    letters: mayName ? await lettersFor(ctx, contractId, version) : [],
    mayPropose: mayName && !isLive,
    mayJoin: mayName && flow?.state === 'proposed' && flow.proposedBySide !== side && flow.versionN === n,
    mayCancel: maySteer && isLive && flow.state !== 'cancelling',
    mayAsk: maySteer && flow !== undefined && isAskedAbout(flow),
  };
}

const shownFlow = (flow: Flow) => ({
  id: flow.id,
  state: flow.state,
  versionN: flow.versionN,
  provider: flow.provider,
  providerFlowId: flow.providerFlowId,
  proposedBySide: flow.proposedBySide,
  isAway: flow.askFaults > 0,
  expiresAt: flow.expiresAt,
  cancelReason: flow.cancelReason,
  endNote: flow.endNote,
  createdAt: flow.createdAt,
  endedAt: flow.endedAt,
});

/** A signer's own number and link are his side's alone. */
const shownSigners = (rows: readonly Signer[], side: Signer['side'], maySteer: boolean) =>
  rows
    .toSorted((a, b) => a.orderNo - b.orderNo)
    .map((row) => ({
      side: row.side,
      orgName: row.orgName,
      signerName: row.signerName,
      authority: row.authority,
      readAt: row.readAt,
      signedAt: row.signedAt,
      verifiedName: row.verifiedName,
      certificateBy: row.certificateBy,
      mobile: row.side === side ? row.mobile : null,
      link: row.side === side && maySteer ? row.link : null,
    }));

/** What went to the provider and what came back. */
async function papersOf(ctx: ActorContext, { originalFileId, signedFileId, reportFileId }: Flow) {
  const ids = [signedFileId, reportFileId, originalFileId].filter((id) => id !== null);
  if (ids.length === 0) return [];
  const found = await ctx.db.select({ id: files.id, sha256: files.sha256 }).from(files).where(inArray(files.id, ids));
  const kinds = { signed: signedFileId, report: reportFileId, original: originalFileId };
  return (['signed', 'report', 'original'] as const).flatMap((kind) =>
    found.filter(({ id }) => id === kinds[kind]).map((file) => ({ kind, ...file })),
  );
}

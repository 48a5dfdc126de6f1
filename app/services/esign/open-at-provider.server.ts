import { buffer } from 'node:stream/consumers';
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { sealWords } from '#app/domain/contract-paper.ts';
import { addDays, dayOf, startOfDay } from '#app/domain/days.ts';
import { isAppError } from '#app/domain/errors.ts';
import { esignDays } from '#app/domain/esign.ts';
import { contracts, esignFlows, esignSigners } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { getVersion, lockContract } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { endFlow } from './end-flow.server.ts';
import { originalOf } from './esign-paper.server.ts';
import { type Flow, moveFlow, signersOf } from './own-esign.server.ts';

/** Longer than all calls of one hand-in together can take. */
const leaseMs = 5 * 60_000;

/**
 * Hands the text in at the provider and opens the flow there. One worker at a time; one that was killed half-way is followed by
 * another, which goes on where the first stood: a flow that the provider has opened already is found by our own id, never opened
 * twice. What the provider refuses ends the flow; what passes is thrown, and tried again at the next round.
 */
export async function openAtProvider(ctx: Context, given: Flow): Promise<void> {
  const flow = await lease(ctx, given.id);
  if (flow === null) return;
  try {
    await handIn(ctx, flow);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'invalid') throw error;
    const note = String(error.params['reason'] ?? '');
    await inTransaction(ctx, async (tx) => {
      const contract = await lockContract(tx, flow.contractId);
      await endFlow(tx, contract, flow.id, { event: 'fail', note });
    });
  } finally {
    await ctx.db.update(esignFlows).set({ leasedUntil: null }).where(eq(esignFlows.id, flow.id));
  }
}

async function lease(ctx: Context, id: string): Promise<Flow | null> {
  const isFree = or(isNull(esignFlows.leasedUntil), lte(esignFlows.leasedUntil, ctx.now()));
  const [flow] = await ctx.db
    .update(esignFlows)
    .set({ leasedUntil: new Date(ctx.now().getTime() + leaseMs), tries: sql`${esignFlows.tries} + 1` })
    .where(and(eq(esignFlows.id, id), eq(esignFlows.state, 'preparing'), isFree))
    .returning();
  return flow ?? null;
}

async function handIn(ctx: Context, flow: Flow): Promise<void> {
  const original = await originalOf(ctx, flow);
  const signers = await signersOf(ctx, flow.id);
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, flow.contractId));
  if (contract === undefined) throw new Error('contract of an e-sign flow is missing');
  const reference = flow.id;
  const subject = subjectOf(contract, flow.versionN);
  const earlier = flow.tries > 1 ? await ctx.esign.findFlow({ reference, subject }) : null;
  const fileId = flow.providerFileId ?? (await upload(ctx, flow, original));
  // The last day counts whole.
  const expiresAt = startOfDay(addDays(dayOf(ctx.now()), esignDays + 1));
  const providerFlowId =
    earlier ??
    (await ctx.esign.openFlow({
      reference,
      subject,
      fileId,
      fileName: original.name,
      signers: signers.map((row) => ({ ...row, mobile: row.mobile ?? '', sealBy: sealWords[row.side] })),
      expiresAt,
    }));
  const links = await Promise.all(
    signers.map(async ({ id, side }) => ({ id, link: await ctx.esign.linkOf(providerFlowId, side) })),
  );
  await inTransaction(ctx, async (tx) => {
    const locked = await lockContract(tx, flow.contractId);
    const opened = await moveFlow(tx, flow.id, 'open', { providerFlowId, openedAt: tx.now(), expiresAt, askFaults: 0 });
    if (opened === null) {
      // Called off meanwhile: the provider is told at the next look.
      await tx.db.update(esignFlows).set({ providerFlowId }).where(eq(esignFlows.id, flow.id));
      await tx.jobs.enqueue(tx.db, 'esign.follow', { flowId: flow.id });
      return;
    }
    for (const { id, link } of links) await tx.db.update(esignSigners).set({ link }).where(eq(esignSigners.id, id));
    const { sha256: textSha256 } = await getVersion(tx, locked.id, flow.versionN);
    await addEvidence(tx, locked, 'esign_opened', {
      versionN: flow.versionN,
      textSha256,
      originalSha256: original.sha256,
      provider: flow.provider,
      providerFlow: providerFlowId,
    });
    const href = `/desk/contracts/${locked.id}/esign`;
    for (const { orgId, orderNo } of signers) {
      const kind = orderNo === 1 ? 'esign.turn' : 'esign.open';
      const notice = { kind, params: { title: locked.title }, href };
      await notifyOrganisation(tx, orgId, ['owner', 'approver', 'officer'], notice);
    }
  });
}

async function upload(ctx: Context, flow: Flow, { sha256, name }: { sha256: string; name: string }): Promise<string> {
  const providerFileId = await ctx.esign.upload(await buffer(await ctx.files.get(sha256)), name);
  await ctx.db.update(esignFlows).set({ providerFileId }).where(eq(esignFlows.id, flow.id));
  return providerFileId;
}

/** By number and version, so that it is found again by its subject. */
export const subjectOf = ({ no }: { readonly no: string }, versionN: number): string => `技术合同 ${no} V${versionN}`;

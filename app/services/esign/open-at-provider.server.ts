import { buffer } from 'node:stream/consumers';
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { sealWords } from '#app/domain/contract-paper.ts';
import { addDays, dayOf, startOfDay } from '#app/domain/days.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import { esignDays } from '#app/domain/esign.ts';
import { contracts, esignFlows } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { keptText } from '../contracts/kept-text.server.ts';
import { getVersion, lockContract } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { endFlow } from './end-flow.server.ts';
import { type KeptFile, originalOf } from './esign-paper.server.ts';
import { keepLinks } from './keep-links.server.ts';
import { findLostFlow, isSettling, keepFlowId, subjectOf } from './lost-flow.server.ts';
import { type Flow, moveFlow, signersOf } from './own-esign.server.ts';

/** Longer than all calls of one hand-in together can take. */
const leaseMs = 5 * 60_000;

/**
 * Hands the text in at the provider and opens the flow there. One worker at a time; one that was killed half-way is followed by
 * another, which goes on where the first stood: a flow that the provider has opened already is found by our own id, never opened
 * twice. The id is kept before anything else is done with it, and from then on only the provider's word ends the flow. A refusal
 * before that ends it here; what passes is thrown, and tried again at the next round.
 */
export async function openAtProvider(ctx: Context, given: Flow): Promise<void> {
  const flow = await lease(ctx, given.id);
  if (flow === null) return;
  try {
    const original = await originalOf(ctx, flow);
    const providerFlowId = flow.providerFlowId ?? (await earlierFlow(ctx, flow)) ?? (await handIn(ctx, flow, original));
    if (providerFlowId === null) return;
    await noteOpened(ctx, flow, { providerFlowId, originalSha256: original.sha256 });
    await keepLinks(ctx, flow, providerFlowId);
  } finally {
    await ctx.db.update(esignFlows).set({ leasedUntil: null }).where(eq(esignFlows.id, flow.id));
  }
}

/** What an earlier worker opened; the first one has none before him. */
const earlierFlow = (ctx: Context, flow: Flow) => (flow.tries > 1 ? findLostFlow(ctx, flow) : null);

async function lease(ctx: Context, id: string): Promise<Flow | null> {
  const isFree = or(isNull(esignFlows.leasedUntil), lte(esignFlows.leasedUntil, ctx.now()));
  const [flow] = await ctx.db
    .update(esignFlows)
    .set({ leasedUntil: new Date(ctx.now().getTime() + leaseMs), tries: sql`${esignFlows.tries} + 1` })
    .where(and(eq(esignFlows.id, id), eq(esignFlows.state, 'preparing'), isFree))
    .returning();
  return flow ?? null;
}

/** The provider's id of the flow; null where it refused to take the text or to open the flow, which ends it. */
async function handIn(ctx: Context, flow: Flow, original: KeptFile): Promise<string | null> {
  if (isSettling(flow, ctx.now())) throw new AppError('unavailable', { reason: 'opening_unsure' });
  const signers = await signersOf(ctx, flow.id);
  const contract = await getContract(ctx, flow.contractId);
  const text = await keptText(ctx, contract.id, flow.versionN);
  // The last day counts whole.
  const expiresAt = startOfDay(addDays(dayOf(ctx.now()), esignDays + 1));
  try {
    const fileId = flow.providerFileId ?? (await upload(ctx, flow, original));
    await ctx.db.update(esignFlows).set({ openTriedAt: ctx.now(), expiresAt }).where(eq(esignFlows.id, flow.id));
    const opened = await ctx.esign.openFlow({
      reference: flow.id,
      subject: subjectOf(contract, flow.versionN),
      fileId,
      fileName: original.name,
      signers: signers.map((row) => ({ ...row, mobile: row.mobile ?? '', sealBy: sealWords(text, row.side) })),
      expiresAt,
    });
    return await keepFlowId(ctx, flow.id, opened);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'invalid') throw error;
    await failUnopened(ctx, flow, String(error.params['reason'] ?? ''));
    return null;
  }
}

async function failUnopened(ctx: Context, flow: Flow, note: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, flow.contractId);
    const [now] = await tx.db.select().from(esignFlows).where(eq(esignFlows.id, flow.id)).for('update');
    // A message has told meanwhile that the provider has it all the same.
    if (now?.providerFlowId === null) await endFlow(tx, contract, flow.id, { event: 'fail', note });
  });
}

async function noteOpened(
  ctx: Context,
  flow: Flow,
  { providerFlowId, originalSha256 }: { readonly providerFlowId: string; readonly originalSha256: string },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, flow.contractId);
    const opened = await moveFlow(tx, flow.id, 'open', { openedAt: tx.now(), askFaults: 0 });
    // Called off meanwhile: the provider is told at the next look.
    if (opened === null) return tx.jobs.enqueue(tx.db, 'esign.follow', { flowId: flow.id });
    const { sha256: textSha256 } = await getVersion(tx, contract.id, flow.versionN);
    await addEvidence(tx, contract, 'esign_opened', {
      versionN: flow.versionN,
      textSha256,
      originalSha256,
      provider: flow.provider,
      providerFlow: providerFlowId,
    });
    const href = `/desk/contracts/${contract.id}/esign`;
    for (const { orgId, orderNo } of await signersOf(tx, flow.id)) {
      const kind = orderNo === 1 ? 'esign.turn' : 'esign.open';
      const notice = { kind, params: { title: contract.title }, href };
      await notifyOrganisation(tx, orgId, ['owner', 'approver', 'officer'], notice);
    }
  });
}

async function upload(ctx: Context, flow: Flow, { sha256, name }: KeptFile): Promise<string> {
  const providerFileId = await ctx.esign.upload(await buffer(await ctx.files.get(sha256)), name);
  await ctx.db.update(esignFlows).set({ providerFileId }).where(eq(esignFlows.id, flow.id));
  return providerFileId;
}

async function getContract(ctx: Context, id: string) {
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, id));
  if (contract === undefined) throw new Error('contract of an e-sign flow is missing');
  return contract;
}

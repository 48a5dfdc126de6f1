import { eq, sql } from 'drizzle-orm';
import { isAppError } from '#app/domain/errors.ts';
import { esignVerdict, signerOf } from '#app/domain/esign.ts';
import type { ProviderFlow } from '#app/domain/esign.ts';
import { contracts, esignFlows, esignSigners } from '#db/schema/index.ts';
import { type Context, type In, inTransaction, systemContext } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { type Contract, getVersion, lockContract } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { concludeAtProvider } from './conclude-at-provider.server.ts';
import { endFlow } from './end-flow.server.ts';
import { keepReport } from './keep-report.server.ts';
import { openAtProvider, subjectOf } from './open-at-provider.server.ts';
import { type Flow, signersOf } from './own-esign.server.ts';

/**
 * Brings a flow to what the provider says of it, whatever made us look: a job, a message, a person, the round. Asked again it
 * changes nothing. A provider that is away is asked again later.
 */
export async function followEsign(given: Context, { flowId }: { readonly flowId: string }): Promise<void> {
  const ctx = systemContext(given);
  const [flow] = await ctx.db.select().from(esignFlows).where(eq(esignFlows.id, flowId));
  if (flow === undefined) return;
  const learnt = await look(ctx, flow).then(
    () => ({ askFaults: 0, askFault: null }),
    (error: unknown) => {
      const askFault = isAppError(error) ? String(error.params['reason'] ?? error.code) : 'error';
      if (!isAppError(error)) ctx.log.error({ err: error, flowId }, 'e-sign flow could not be followed');
      else ctx.log.warn({ flowId, reason: askFault }, 'e-sign flow could not be followed');
      return { askFaults: sql`${esignFlows.askFaults} + 1`, askFault };
    },
  );
  await ctx.db
    .update(esignFlows)
    .set({ askedAt: ctx.now(), ...learnt })
    .where(eq(esignFlows.id, flowId));
}

async function look(ctx: Context, flow: Flow): Promise<void> {
  if (flow.state === 'preparing') return openAtProvider(ctx, flow);
  if (flow.state === 'signed') return keepReport(ctx, flow);
  if (flow.state !== 'open' && flow.state !== 'cancelling') return;
  const providerFlowId = flow.providerFlowId ?? (await lostFlow(ctx, flow));
  if (providerFlowId === null) return endUnopened(ctx, flow);
  if (flow.state === 'cancelling') await ctx.esign.cancelFlow(providerFlowId, flow.cancelReason ?? '');
  await hear(ctx, { ...flow, providerFlowId });
}

/** Called off while it was handed in: the provider may have opened it all the same. Nobody hands it in any more once the lease is over. */
async function lostFlow(ctx: Context, flow: Flow): Promise<string | null> {
  if (flow.tries === 0) return null;
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, flow.contractId));
  if (contract === undefined) return null;
  const found = await ctx.esign.findFlow({ reference: flow.id, subject: subjectOf(contract, flow.versionN) });
  if (found === null) return null;
  await ctx.db.update(esignFlows).set({ providerFlowId: found }).where(eq(esignFlows.id, flow.id));
  return found;
}

async function endUnopened(ctx: Context, { id, contractId, leasedUntil }: Flow): Promise<void> {
  // Whoever still hands it in comes first, and looks again when he is done.
  if (leasedUntil !== null && leasedUntil > ctx.now()) return;
  await inTransaction(ctx, async (tx) => {
    await endFlow(tx, await lockContract(tx, contractId), id, { event: 'end', note: null });
  });
}

async function hear(ctx: Context, flow: Flow & { readonly providerFlowId: string }): Promise<void> {
  const seen = await ctx.esign.readFlow(flow.providerFlowId);
  const named = await signersOf(ctx, flow.id);
  const isOther = seen.reference !== null && seen.reference !== flow.id;
  if (isOther) ctx.log.error({ flowId: flow.id }, 'the provider answers about a flow of another id');
  await inTransaction(ctx, async (tx) => noteSigners(tx, await lockContract(tx, flow.contractId), flow, seen));
  const verdict = isOther
    ? ({ event: 'setAside', reason: 'file' } as const)
    : esignVerdict(seen, { fileId: flow.providerFileId ?? '', named });
  if (verdict === null) return;
  if (verdict.event === 'finish') return concludeAtProvider(ctx, flow, seen);
  const note = 'note' in verdict ? verdict.note : null;
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, flow.contractId);
    await endFlow(tx, contract, flow.id, 'reason' in verdict ? verdict : { event: verdict.event, note });
  });
}

/** Who has read and signed, once each: his line in the evidence, and a word to the one who is next. */
async function noteSigners(tx: In<Context>, contract: Contract, flow: Flow, seen: ProviderFlow): Promise<void> {
  const rows = await signersOf(tx, flow.id);
  for (const row of rows) {
    const now = signerOf(seen, row.side);
    if (now === undefined) continue;
    const isNew = row.signedAt === null && now.status === 'signed' && now.signedAt !== null;
    const signed = isNew ? { signedAt: now.signedAt, verifiedName: now.person } : {};
    if (!isNew && (now.readAt === null || row.readAt !== null)) continue;
    await tx.db
      .update(esignSigners)
      .set({ readAt: row.readAt ?? now.readAt, ...signed })
      .where(eq(esignSigners.id, row.id));
    if (!isNew) continue;
    const { sha256: textSha256 } = await getVersion(tx, contract.id, flow.versionN);
    await addEvidence(tx, contract, 'esign_signed', {
      versionN: flow.versionN,
      textSha256,
      side: row.side,
      organisation: now.organisation ?? row.orgName,
      signer: now.person ?? row.signerName,
      authority: row.authority,
      way: 'provider',
      provider: flow.provider,
      providerFlow: flow.providerFlowId,
      signedAt: now.signedAt?.toISOString() ?? null,
    });
    const next = rows.find(({ orderNo }) => orderNo === row.orderNo + 1);
    if (next === undefined || next.signedAt !== null || seen.state !== 'signing') continue;
    const notice = {
      kind: 'esign.turn',
      params: { title: contract.title },
      href: `/desk/contracts/${contract.id}/esign`,
    };
    await notifyOrganisation(tx, next.orgId, ['owner', 'approver', 'officer'], notice);
  }
}

import { and, eq, sql } from 'drizzle-orm';
import { type AppError, isAppError } from '#app/domain/errors.ts';
import { esignVerdict } from '#app/domain/esign.ts';
import { esignFlows } from '#db/schema/index.ts';
import { type Context, inTransaction, systemContext } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { concludeAtProvider } from './conclude-at-provider.server.ts';
import { type Ending, endFlow } from './end-flow.server.ts';
import { keepReport } from './keep-report.server.ts';
import { keepLinks } from './keep-links.server.ts';
import { findLostFlow, isSettling } from './lost-flow.server.ts';
import { noteSigners } from './note-signers.server.ts';
import { openAtProvider } from './open-at-provider.server.ts';
import { type Flow, signersOf } from './own-esign.server.ts';
import { tendAbandoned } from './tend-abandoned.server.ts';

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
  if (flow.state === 'abandoned') return lookAgain(ctx, flow);
  if (flow.state !== 'open' && flow.state !== 'cancelling') return;
  const providerFlowId = flow.providerFlowId ?? (await findLostFlow(ctx, flow));
  if (providerFlowId === null) return endUnopened(ctx, flow);
  const refused = flow.state === 'cancelling' ? await callOff(ctx, flow, providerFlowId) : null;
  const isOver = await hear(ctx, { ...flow, providerFlowId });
  if (isOver) return;
  if (refused !== null) throw refused;
  if (flow.state === 'open') await keepLinks(ctx, flow, providerFlowId);
}

/** A refusal to call it off is kept until it is known what became of the flow: it may be over there. */
async function callOff(ctx: Context, { cancelReason }: Flow, providerFlowId: string): Promise<AppError | null> {
  try {
    await ctx.esign.cancelFlow(providerFlowId, cancelReason ?? '');
    return null;
  } catch (error) {
    if (isAppError(error) && error.code === 'invalid') return error;
    throw error;
  }
}

/** Both sides have declared it ended: what the provider says after all is kept. */
async function lookAgain(ctx: Context, flow: Flow): Promise<void> {
  const providerFlowId = flow.providerFlowId ?? (await findLostFlow(ctx, flow));
  if (providerFlowId === null || flow.silentSince === null) return;
  const seen = await ctx.esign.readFlow(providerFlowId);
  if (seen.reference === null || seen.reference === flow.id) await tendAbandoned(ctx, flow, providerFlowId, seen);
}

async function endUnopened(ctx: Context, flow: Flow): Promise<void> {
  const { leasedUntil } = flow;
  // Whoever still hands it in comes first, and looks again when he is done; so does the provider, where its answer was lost.
  if ((leasedUntil !== null && leasedUntil > ctx.now()) || isSettling(flow, ctx.now())) return;
  await end(ctx, flow, { event: 'end', note: null });
}

/** True where the flow is over by what the provider says. */
async function hear(ctx: Context, flow: Flow & { readonly providerFlowId: string }): Promise<boolean> {
  const seen = await ctx.esign.readFlow(flow.providerFlowId);
  if (seen.reference !== null && seen.reference !== flow.id) {
    // Nothing of such an answer is this flow's: no name, no time.
    ctx.log.error({ flowId: flow.id }, 'the provider answers about a flow of another id');
    await end(ctx, flow, { event: 'setAside', reason: 'file' });
    return true;
  }
  await inTransaction(ctx, async (tx) => noteSigners(tx, await lockContract(tx, flow.contractId), flow, seen));
  const named = await signersOf(ctx, flow.id);
  const verdict = esignVerdict(seen, { fileId: flow.providerFileId ?? '', named });
  if (verdict === null) {
    // It is there again: its silence begins anew.
    const isWaiting = and(eq(esignFlows.id, flow.id), eq(esignFlows.state, 'cancelling'));
    await ctx.db.update(esignFlows).set({ silentSince: ctx.now() }).where(isWaiting);
    return false;
  }
  if (verdict.event === 'finish') await concludeAtProvider(ctx, flow, seen);
  else if (verdict.event === 'setAside') await end(ctx, flow, verdict);
  else await end(ctx, flow, { event: verdict.event, note: 'note' in verdict ? verdict.note : null });
  return true;
}

async function end(ctx: Context, { id, contractId }: Flow, ending: Ending): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await endFlow(tx, await lockContract(tx, contractId), id, ending);
  });
}

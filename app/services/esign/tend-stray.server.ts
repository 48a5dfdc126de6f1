import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { liveEsignStates } from '#app/domain/esign.ts';
import { esignFlows } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, inTransaction, systemContext } from '../context.server.ts';
import { keepFlowId } from './lost-flow.server.ts';
import { tendAbandoned } from './tend-abandoned.server.ts';

/**
 * A flow at the provider that is not where we know it: opened after its answer was lost, opened twice, or alive there though it is
 * over here. If it carries our reference it is taken as the flow's own while that waits for one; else it is called off, so that
 * nobody signs what would count for nothing. Throws where the provider is away: the queue tries again.
 */
export async function tendStray(
  given: Context,
  { providerFlowId }: { readonly providerFlowId: string },
): Promise<void> {
  const ctx = systemContext(given);
  const seen = await ctx.esign.readFlow(providerFlowId);
  const reference = z.uuid().safeParse(seen.reference);
  if (!reference.success) return;
  const [flow] = await ctx.db.select().from(esignFlows).where(eq(esignFlows.id, reference.data));
  if (flow === undefined) return;
  const kept = flow.providerFlowId ?? (await keepFlowId(ctx, flow.id, providerFlowId));
  if (kept === providerFlowId && liveEsignStates.includes(flow.state)) {
    return inTransaction(ctx, (tx) => tx.jobs.enqueue(tx.db, 'esign.follow', { flowId: flow.id }));
  }
  if (kept === providerFlowId && flow.state === 'signed') return;
  if (kept === providerFlowId && flow.state === 'abandoned') return tendAbandoned(ctx, flow, providerFlowId, seen);
  if (seen.state === 'signing') await ctx.esign.cancelFlow(providerFlowId, '平台上已不再进行');
  else if (seen.state !== 'finished') return;
  // Signed there and not here: a person has to look at it, and finds it in the trail.
  const deed = seen.state === 'finished' ? 'esign.strayFinished' : 'esign.strayCancelled';
  ctx.log.error(
    { flowId: flow.id, providerFlowId, state: seen.state },
    'an e-sign flow that does not count stood at the provider',
  );
  await inTransaction(ctx, (tx) =>
    audit(tx, { deed, subjectType: 'contract', subjectId: flow.contractId, versionN: flow.versionN }),
  );
}

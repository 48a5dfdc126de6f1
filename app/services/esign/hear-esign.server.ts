import { eq } from 'drizzle-orm';
import { esignFlows } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import type { EsignMessage } from './provider.server.ts';

/**
 * A verified message of the provider: it only says where to look, so one that comes twice, late or out of order leads to one more
 * look. False where it is about nothing of ours.
 */
export async function hearEsign(ctx: Context, { flowId: providerFlowId }: EsignMessage): Promise<boolean> {
  if (providerFlowId === null) return false;
  const [flow] = await ctx.db
    .select({ id: esignFlows.id })
    .from(esignFlows)
    .where(eq(esignFlows.providerFlowId, providerFlowId));
  if (flow === undefined) return false;
  await inTransaction(ctx, (tx) => tx.jobs.enqueue(tx.db, 'esign.follow', { flowId: flow.id }));
  return true;
}

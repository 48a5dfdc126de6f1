import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { liveEsignStates } from '#app/domain/esign.ts';
import { esignFlows } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import type { EsignMessage } from './provider.server.ts';

/**
 * A verified message of the provider: it only says where to look, so one that comes twice, late or out of order leads to one more
 * look. One about a flow that we do not know by its id goes by our reference: its answer may have been lost. False where it is
 * about nothing of ours.
 */
export async function hearEsign(ctx: Context, { flowId: providerFlowId, reference }: EsignMessage): Promise<boolean> {
  if (providerFlowId === null) return false;
  const [flow] = await ctx.db
    .select({ id: esignFlows.id, state: esignFlows.state })
    .from(esignFlows)
    .where(eq(esignFlows.providerFlowId, providerFlowId));
  const isKnown = flow !== undefined && (liveEsignStates.includes(flow.state) || flow.state === 'signed');
  if (flow === undefined && !(await isOurs(ctx, reference))) return false;
  await inTransaction(ctx, (tx) =>
    isKnown
      ? tx.jobs.enqueue(tx.db, 'esign.follow', { flowId: flow.id })
      : tx.jobs.enqueue(tx.db, 'esign.stray', { providerFlowId }),
  );
  return true;
}

async function isOurs({ db }: Context, reference: string | null): Promise<boolean> {
  const id = z.uuid().safeParse(reference);
  return id.success && (await db.$count(esignFlows, eq(esignFlows.id, id.data))) > 0;
}

import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { askedEsignStates } from '#app/domain/esign.ts';
import { esignFlows } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { mayHandInScan } from '../signing/own-signing.server.ts';
import { getOwnFlow } from './own-esign.server.ts';

/** Looks at the provider now instead of at the next round; asked again within ten seconds, it changes nothing. */
export async function askEsign(ctx: ActorContext, { flowId }: { readonly flowId: string }): Promise<void> {
  if (!mayHandInScan(ctx.actor)) throw new AppError('forbidden');
  const { flow } = await getOwnFlow(ctx, flowId);
  const isOpen = askedEsignStates.includes(flow.state) || (flow.state === 'signed' && flow.reportFileId === null);
  if (!isOpen) throw new AppError('state_changed');
  if (flow.askedAt !== null && ctx.now().getTime() - flow.askedAt.getTime() < 10_000) return;
  await inTransaction(ctx, async (tx) => {
    await tx.db.update(esignFlows).set({ askedAt: tx.now() }).where(eq(esignFlows.id, flowId));
    await tx.jobs.enqueue(tx.db, 'esign.follow', { flowId });
  });
}

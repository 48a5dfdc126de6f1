import { and, eq } from 'drizzle-orm';
import { isAppError } from '#app/domain/errors.ts';
import { esignFlows, esignSigners } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { type Flow, signersOf } from './own-esign.server.ts';

/**
 * Keeps each signer's way to his page at the provider. A link that is not to be had stops nothing, since the provider sends it to
 * the signer's telephone too: it is asked for again at the next look.
 */
export async function keepLinks(
  ctx: Context,
  flow: Pick<Flow, 'id' | 'contractId'>,
  providerFlowId: string,
): Promise<void> {
  for (const { id, side, link, signedAt } of await signersOf(ctx, flow.id)) {
    if (link !== null || signedAt !== null) continue;
    const backPath = `/desk/contracts/${flow.contractId}/esign`;
    const found = await ctx.esign.linkOf(providerFlowId, side, backPath).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      ctx.log.warn({ flowId: flow.id, reason: error.params['reason'] }, 'no link of a signer');
      return null;
    });
    if (found === null) continue;
    await inTransaction(ctx, async (tx) => {
      await lockContract(tx, flow.contractId);
      // Over meanwhile: links are forgotten then.
      if ((await tx.db.$count(esignFlows, and(eq(esignFlows.id, flow.id), eq(esignFlows.state, 'open')))) === 0) return;
      await tx.db.update(esignSigners).set({ link: found }).where(eq(esignSigners.id, id));
    });
  }
}

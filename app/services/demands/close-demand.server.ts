import type { DemandCloseReason } from '#app/domain/demand-input.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { closeSplit } from './close-split.server.ts';
import { moveDemand } from './move-demand.server.ts';
import { type Demand, ownDemand } from './own-demand.server.ts';

/** Takes a demand off for a structured reason, which the audit line keeps: `demand.close.no_budget`. */
export async function closeDemand(
  ctx: ActorContext,
  input: { id: string; reason: DemandCloseReason; note?: string },
): Promise<Demand> {
  const demand = await ownDemand(ctx, input.id);
  const columns = { closeReason: input.reason, closeNote: input.note || null };
  return inTransaction(ctx, async (tx) => {
    const row = await moveDemand(tx, demand, 'close', `demand.close.${input.reason}`, columns);
    // A part that was given up is waited for no longer.
    await closeSplit(tx, row.splitFromId);
    return row;
  });
}

import { type ActorContext, inTransaction } from '../context.server.ts';
import { moveDemand } from './move-demand.server.ts';
import { type Demand, ownDemand } from './own-demand.server.ts';

/** The enterprise says that its problem is solved. */
export async function solveDemand(ctx: ActorContext, input: { id: string }): Promise<Demand> {
  const demand = await ownDemand(ctx, input.id);
  return inTransaction(ctx, (tx) => moveDemand(tx, demand, 'solve'));
}

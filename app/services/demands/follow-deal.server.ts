import { and, eq, inArray, ne } from 'drizzle-orm';
import { transitionOf } from '#app/domain/machine.ts';
import { demandMachine } from '#app/domain/demand.ts';
import { deals, demands } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { closeSplit } from './close-split.server.ts';
import { moveDemand } from './move-demand.server.ts';

/** Deal states that keep a demand in talks. */
const talking = ['talking', 'diligence', 'contracting', 'performing'] as const;

/**
 * Moves a demand after one of its deals: into talks when a talk begins, back to the public list when the last one has
 * come to nothing, solved when a contract is signed. A demand that cannot take the step stays where it is.
 */
export async function followDeal(
  tx: In<Context>,
  deal: { id: string; demandId: string | null },
  event: 'talk' | 'resume' | 'solve',
): Promise<void> {
  if (deal.demandId === null) return;
  const [demand] = await tx.db.select().from(demands).where(eq(demands.id, deal.demandId)).for('update');
  if (demand === undefined || transitionOf(demandMachine, demand.state, event) === undefined) return;
  if (event === 'resume') {
    const [other] = await tx.db
      .select({ id: deals.id })
      .from(deals)
      .where(and(eq(deals.demandId, demand.id), ne(deals.id, deal.id), inArray(deals.state, [...talking])))
      .limit(1);
    if (other !== undefined) return;
  }
  await moveDemand(tx, demand, event);
  if (event === 'resume') await closeSplit(tx, demand.id);
}

import { eq } from 'drizzle-orm';
import { distributionMachine } from '#app/domain/distribution.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { distributions } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** The actor's own unit's distribution on which he may do this deed now; foreign is not found, no role is forbidden. */
export async function getDistributionFor(
  ctx: ActorContext,
  id: string,
  event: 'approve' | 'return' | 'distribute' | 'payOut' | 'declareTax',
): Promise<DistributionRow> {
  if (!mayDoMoney(ctx.actor, event)) throw new AppError('forbidden');
  const [row] = await ctx.db.select().from(distributions).where(eq(distributions.id, id));
  if (row === undefined || row.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  if (!transitionOf(distributionMachine, row.state, event)) throw new AppError('state_changed');
  return row;
}

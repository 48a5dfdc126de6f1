import { and, eq } from 'drizzle-orm';
import { mayRunDemand } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { demands } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

export type Demand = typeof demands.$inferSelect;

/** An officer of an enterprise, or a refusal. Demands are an enterprise's; others answer them. */
export function demandOfficer(ctx: ActorContext): { orgId: string; verified: boolean } {
  const { org } = ctx.actor;
  if (org === null || !mayRunDemand(ctx.actor)) throw new AppError('forbidden');
  return org;
}

/** The demand of the actor's own organisation; another's is not found. The role gate comes first. */
export async function ownDemand(ctx: ActorContext, id: string): Promise<Demand> {
  const { orgId } = demandOfficer(ctx);
  const [row] = await ctx.db
    .select()
    .from(demands)
    .where(and(eq(demands.id, id), eq(demands.orgId, orgId)));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

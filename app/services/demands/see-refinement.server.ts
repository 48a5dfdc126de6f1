import { eq } from 'drizzle-orm';
import { hasRole, mayRunDemand } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { demands } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { matchedTeams } from './matched-teams.server.ts';
import type { Demand } from './own-demand.server.ts';

export interface Refinement {
  readonly demand: Demand;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** The enterprise itself, or one of the teams. */
  readonly as: 'owner' | 'team';
  readonly mayAnswer: boolean;
  readonly mayAsk: boolean;
}

const readers = ['owner', 'officer', 'approver', 'legal', 'inventor'] as const;

/** How the actor takes part in refining a demand; to everybody else it does not exist here. */
export async function seeRefinement(ctx: ActorContext, id: string): Promise<Refinement> {
  const orgId = ctx.actor.org?.orgId;
  const [demand] = await ctx.db.select().from(demands).where(eq(demands.id, id));
  if (demand === undefined || orgId === undefined || demand.state === 'draft' || demand.state === 'review')
    throw new AppError('not_found');
  const teams = await matchedTeams(ctx, id);
  if (demand.orgId === orgId) return { demand, teams, as: 'owner', mayAnswer: mayRunDemand(ctx.actor), mayAsk: false };
  if (!teams.some((team) => team.id === orgId) || !hasRole(ctx.actor, ...readers)) throw new AppError('not_found');
  return { demand, teams, as: 'team', mayAnswer: false, mayAsk: hasRole(ctx.actor, 'officer', 'inventor') };
}

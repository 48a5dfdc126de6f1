import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { type DealSide, mandateReach, sideOf } from '#app/domain/deal-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementPeople, deals, mandates } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Deal } from './load-deal.server.ts';

export type Mandate = typeof mandates.$inferSelect;

/** What the actor is in a deal: of a party, an inventor of the achievement, a broker by mandate. */
export interface DealReach {
  readonly deal: Deal;
  readonly side: DealSide | null;
  readonly as: 'party' | 'inventor' | 'broker' | 'invited';
  /** The actor's own mandate, if he is here as a broker. */
  readonly mandate: Mandate | null;
}

/** Roles that see every deal of their organisation; inventors see those of their own achievements. */
const readers = ['owner', 'officer', 'approver', 'finance', 'legal', 'secrecy'] as const;

/** How far the actor sees into a deal; to everybody else it does not exist. */
export async function reachDeal(ctx: ActorContext, id: string): Promise<DealReach> {
  const [deal] = await ctx.db.select().from(deals).where(eq(deals.id, id));
  if (deal === undefined) throw new AppError('not_found');
  const side = sideOf(ctx.actor, deal);
  if (side !== null && hasRole(ctx.actor, ...readers)) return { deal, side, as: 'party', mandate: null };
  const [mandate] = await ctx.db
    .select()
    .from(mandates)
    .where(and(eq(mandates.dealId, id), eq(mandates.brokerUserId, ctx.actor.userId)));
  const reach = mandate === undefined ? 'none' : mandateReach(mandate, dayOf(ctx.now()));
  if (mandate !== undefined && reach !== 'none') {
    return { deal, side: null, as: reach === 'room' ? 'broker' : 'invited', mandate };
  }
  if (side === 'licensor' && hasRole(ctx.actor, 'inventor')) {
    const [own] = await ctx.db
      .select({ id: achievementPeople.id })
      .from(achievementPeople)
      .where(
        and(eq(achievementPeople.achievementId, deal.achievementId), eq(achievementPeople.userId, ctx.actor.userId)),
      );
    if (own !== undefined) return { deal, side, as: 'inventor', mandate: null };
  }
  throw new AppError('not_found');
}

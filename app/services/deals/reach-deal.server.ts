import { and, eq, inArray } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { type DealSide, mandateReach, seesAllDeals, sideOf } from '#app/domain/deal-access.ts';
import { liveMandateStates } from '#app/domain/deal.ts';
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

/** How far the actor sees into a deal; to everybody else it does not exist. */
export async function reachDeal(ctx: ActorContext, id: string): Promise<DealReach> {
  const reach = (await reachableDeals(ctx, [id])).get(id);
  if (reach === undefined) throw new AppError('not_found');
  return reach;
}

/** Those of some deals into which the actor sees, by their ids. */
export async function reachableDeals(ctx: ActorContext, ids: readonly string[]): Promise<Map<string, DealReach>> {
  const reached = new Map<string, DealReach>();
  if (ids.length === 0) return reached;
  const found = await ctx.db
    .select()
    .from(deals)
    .where(inArray(deals.id, [...new Set(ids)]));
  const others: { deal: Deal; side: DealSide | null }[] = [];
  for (const deal of found) {
    const side = sideOf(ctx.actor, deal);
    if (side !== null && seesAllDeals(ctx.actor)) reached.set(deal.id, { deal, side, as: 'party', mandate: null });
    else others.push({ deal, side });
  }
  if (others.length === 0) return reached;
  const [own, invented] = await Promise.all([ownMandates(ctx, others), ownAchievements(ctx, others)]);
  const today = dayOf(ctx.now());
  for (const { deal, side } of others) {
    const mandate = own.get(deal.id);
    const reach = mandate === undefined ? 'none' : mandateReach(mandate, today);
    if (mandate !== undefined && reach !== 'none') {
      reached.set(deal.id, { deal, side: null, as: reach === 'room' ? 'broker' : 'invited', mandate });
    } else if (side === 'licensor' && invented.has(deal.achievementId)) {
      reached.set(deal.id, { deal, side, as: 'inventor', mandate: null });
    }
  }
  return reached;
}

type Sided = readonly Pick<DealReach, 'deal' | 'side'>[];

/** The actor's mandates by their deals: of one broker each deal has one that stands, whatever came before it. */
async function ownMandates(ctx: ActorContext, among: Sided): Promise<Map<string, Mandate>> {
  const ids = among.map(({ deal }) => deal.id);
  const rows = await ctx.db
    .select()
    .from(mandates)
    .where(
      and(
        inArray(mandates.dealId, ids),
        eq(mandates.brokerUserId, ctx.actor.userId),
        inArray(mandates.state, liveMandateStates),
      ),
    );
  return new Map(rows.map((row) => [row.dealId, row]));
}

/** Achievements of his unit that the actor invented. */
async function ownAchievements(ctx: ActorContext, among: Sided): Promise<Set<string>> {
  const ids = among.flatMap(({ deal, side }) => (side === 'licensor' ? [deal.achievementId] : []));
  if (ids.length === 0 || !hasRole(ctx.actor, 'inventor')) return new Set();
  const rows = await ctx.db
    .select({ id: achievementPeople.achievementId })
    .from(achievementPeople)
    .where(and(inArray(achievementPeople.achievementId, ids), eq(achievementPeople.userId, ctx.actor.userId)));
  return new Set(rows.map(({ id }) => id));
}

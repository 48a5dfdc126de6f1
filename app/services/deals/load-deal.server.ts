import { and, eq } from 'drizzle-orm';
import { dealRoles, sideOf, type DealSide } from '#app/domain/deal-access.ts';
import { type DealDeed, mayDoInDeal } from '#app/domain/deal-deeds.ts';
import { dealMachine } from '#app/domain/deal.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { deals } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { announceRoom } from './announce-room.server.ts';

export type Deal = typeof deals.$inferSelect;

/** A deal of the actor's organisation, for a deed of a party: the role first, and to anybody else the deal does not exist. */
export async function partyDeal(
  ctx: ActorContext,
  id: string,
  deed: DealDeed,
): Promise<{ deal: Deal; side: DealSide }> {
  if (!mayDoInDeal(ctx.actor, deed)) throw new AppError('forbidden');
  const [deal] = await ctx.db.select().from(deals).where(eq(deals.id, id));
  const side = deal === undefined ? null : sideOf(ctx.actor, deal);
  if (deal === undefined || side === null) throw new AppError('not_found');
  return { deal, side };
}

/** Refuses who may not trigger `event`: an officer of the right party, of a verified organisation where it commits. */
export function mayTrigger(
  ctx: ActorContext,
  deal: Deal,
  event: string,
  needs: 'verified' | 'member' = 'member',
): void {
  const step = transitionOf(dealMachine, deal.state, event);
  const roles = dealRoles(ctx.actor, deal);
  if (roles.length === 0) throw new AppError('forbidden');
  if (needs === 'verified' && !ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  if (step === undefined) throw new AppError('state_changed');
  if (!step.by.some((role) => (roles as readonly string[]).includes(role))) throw new AppError('forbidden');
}

/** One step of the deal machine inside a transaction, with its trace. A lost race is `state_changed`. */
export async function moveDeal(
  tx: In<Context>,
  deal: Pick<Deal, 'id' | 'state'>,
  event: string,
  columns: Partial<Deal> = {},
  deed = `deal.${event}`,
): Promise<Deal> {
  const step = transitionOf(dealMachine, deal.state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(deals)
    .set({ ...columns, state: step.to, updatedAt: tx.now() })
    .where(and(eq(deals.id, deal.id), eq(deals.state, deal.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed, subjectType: 'deal', subjectId: row.id });
  await announceRoom(tx, row.id);
  return row;
}

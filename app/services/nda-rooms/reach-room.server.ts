import { and, eq, inArray } from 'drizzle-orm';
import { type DealSide, hasTalked, isRoomOpen, orgOf } from '#app/domain/deal-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState, statesWith } from '#app/domain/machine.ts';
import { type NdaEvent, ndaMachine } from '#app/domain/nda.ts';
import { deals, ndas } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { announceRoom } from '../deals/announce-room.server.ts';
import type { Deal } from '../deals/load-deal.server.ts';
import { reachDeal } from '../deals/reach-deal.server.ts';

export type Nda = typeof ndas.$inferSelect;

/** A party's own people and the inventors, once the two talk. To brokers and to everybody else there is no such room. */
export async function reachRoom(
  ctx: ActorContext,
  dealId: string,
): Promise<{ readonly deal: Deal; readonly side: DealSide; readonly orgId: string }> {
  const { deal, side } = await reachDeal(ctx, dealId);
  if (side === null || !hasTalked(deal.state)) throw new AppError('not_found');
  return { deal, side, orgId: orgOf(deal, side) };
}

/** The deal, held against its end. A closed room takes nothing more and opens nothing. */
export async function holdOpenDeal(tx: In<ActorContext>, dealId: string): Promise<Deal> {
  const [deal] = await tx.db.select().from(deals).where(eq(deals.id, dealId)).for('share');
  if (deal === undefined || !isRoomOpen(deal.state)) throw new AppError('state_changed');
  return deal;
}

/** The text that stands between the two, if one does; held for what depends on it. */
export async function standingNda(tx: In<ActorContext>, dealId: string, hold: 'share' | 'update'): Promise<Nda | null> {
  const [row] = await tx.db
    .select()
    .from(ndas)
    .where(and(eq(ndas.dealId, dealId), inArray(ndas.state, statesWith(ndaMachine, 'standing'))))
    .for(hold);
  return row ?? null;
}

/** One step of an agreement with its trace; everybody who has the room open is told. */
export async function moveNda(
  tx: In<ActorContext>,
  before: Nda,
  event: NdaEvent,
  columns: Omit<Partial<typeof ndas.$inferInsert>, 'state'> = {},
): Promise<Nda> {
  const [row] = await tx.db
    .update(ndas)
    .set({ ...columns, state: nextState(ndaMachine, before.state, event) })
    .where(and(eq(ndas.id, before.id), eq(ndas.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `nda.${event}`, subjectType: 'deal', subjectId: row.dealId, versionN: row.n });
  await announceRoom(tx, row.dealId);
  return row;
}

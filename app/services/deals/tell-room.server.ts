import { eq } from 'drizzle-orm';
import { deals } from '#db/schema/index.ts';
import { AppError } from '#app/domain/errors.ts';
import { isRoomOpen } from '#app/domain/deal-access.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { announceRoom } from './announce-room.server.ts';
import type { Deal } from './load-deal.server.ts';
import { roomPeople } from './room-people.server.ts';

/** The room's deal, held against its end while something is added to it. A room that has closed takes nothing more. */
export async function openRoom(
  tx: In<ActorContext>,
  dealId: string,
  hold: 'share' | 'update' = 'share',
): Promise<Deal> {
  const [deal] = await tx.db.select().from(deals).where(eq(deals.id, dealId)).for(hold);
  if (deal === undefined || !isRoomOpen(deal.state)) throw new AppError('state_changed');
  return deal;
}

/** Tells the officers of both sides and the brokers of a room, and everybody who has it open. */
export async function tellRoom(tx: In<Context>, deal: Deal, kind: string): Promise<void> {
  const notice = { kind, href: `/desk/deals/${deal.id}` };
  await notifyOrganisation(tx, deal.licensorOrgId, ['officer'], notice);
  await notifyOrganisation(tx, deal.licenseeOrgId, ['officer'], notice);
  const parties = [deal.licensorOrgId, deal.licenseeOrgId];
  const brokers = (await roomPeople(tx, deal)).filter((person) => !parties.includes(person.orgId));
  await notifyPeople(
    tx,
    brokers.map(({ userId }) => userId),
    notice,
  );
  await announceRoom(tx, deal.id);
}

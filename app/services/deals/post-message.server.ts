import { and, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { isRoomOpen, mandateReach } from '#app/domain/deal-access.ts';
import { mayDoInDeal } from '#app/domain/deal-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { dealMessages, deals, mandates } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { announceRoom } from './announce-room.server.ts';
import { type DealReach, reachDeal } from './reach-deal.server.ts';
import { roomPeople } from './room-people.server.ts';

export type DealMessage = typeof dealMessages.$inferSelect;

/** Writes into the deal room: an officer or lawyer of a party, or a broker whose mandate is active today. */
export async function postMessage(
  ctx: ActorContext,
  input: { dealId: string; body: string; mention?: readonly string[]; file?: Received; key?: string },
): Promise<DealMessage> {
  const reach = await reachDeal(ctx, input.dealId);
  const orgId = writerOrg(ctx, reach);
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, dealMessages, input.key, 'deal.message');
    if (earlier) return earlier;
    // Held against the end of the deal, which updates the same row.
    const [deal] = await tx.db.select().from(deals).where(eq(deals.id, input.dealId)).for('share');
    if (deal === undefined || !isRoomOpen(deal.state)) throw new AppError('state_changed');
    // Only people of the room can be named.
    const present = new Set((await roomPeople(tx, deal)).map(({ userId }) => userId));
    const named = [...new Set(input.mention ?? [])].filter((userId) => present.has(userId));
    const file = input.file === undefined ? null : await keepFile(tx, input.file, 'message', orgId);
    const row = await insertRow(tx, dealMessages, {
      id,
      dealId: deal.id,
      orgId,
      authorId: tx.actor.userId,
      body: input.body,
      mentions: named,
      fileId: file?.id ?? null,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'deal.message', subjectType: 'deal', subjectId: deal.id, orgId });
    const notice = { kind: 'deal.message', href: `/desk/deals/${deal.id}#latest` };
    for (const party of [deal.licensorOrgId, deal.licenseeOrgId]) {
      if (party !== orgId || reach.as === 'broker') await notifyOrganisation(tx, party, ['officer'], notice);
    }
    await notifyPeople(tx, await activeBrokers(tx, deal.id), notice);
    await notifyPeople(tx, named, { ...notice, kind: 'deal.mention' });
    await announceRoom(tx, deal.id);
    return row;
  });
}

/** For which organisation the actor may write in a deal; forbidden when he only reads. */
export function writerOrg(ctx: ActorContext, { as, mandate, deal }: DealReach): string {
  if (as === 'broker' && mandate !== null) return mandate.brokerOrgId;
  if (as !== 'party' || !mayDoInDeal(ctx.actor, 'message')) throw new AppError('forbidden');
  return ctx.actor.org?.orgId === deal.licensorOrgId ? deal.licensorOrgId : deal.licenseeOrgId;
}

async function activeBrokers(tx: In<ActorContext>, dealId: string): Promise<string[]> {
  const rows = await tx.db
    .select()
    .from(mandates)
    .where(and(eq(mandates.dealId, dealId), eq(mandates.state, 'active')));
  const today = dayOf(tx.now());
  return rows.filter((row) => mandateReach(row, today) === 'room').map((row) => row.brokerUserId);
}

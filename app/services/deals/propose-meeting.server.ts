import { maxSlots, type MeetingSlot } from '#app/domain/deal-meeting.ts';
import { AppError } from '#app/domain/errors.ts';
import { dealMeetings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { writerOrg } from './post-message.server.ts';
import { reachDeal } from './reach-deal.server.ts';
import { openRoom, tellRoom } from './tell-room.server.ts';

export type DealMeeting = typeof dealMeetings.$inferSelect;

/** Proposes times for a meeting; somebody of another organisation in the room picks one. */
export async function proposeMeeting(
  ctx: ActorContext,
  input: { dealId: string; title: string; place: string; slots: readonly MeetingSlot[]; key?: string },
): Promise<DealMeeting> {
  const orgId = writerOrg(ctx, await reachDeal(ctx, input.dealId));
  const now = ctx.now().toISOString();
  if (input.slots.length === 0 || input.slots.length > maxSlots)
    throw new AppError('invalid', { says: `请给 1 到 ${maxSlots} 个时间。` }, 'slots[0].day');
  const late = input.slots.findIndex(({ startsAt }) => startsAt <= now);
  if (late >= 0) throw new AppError('invalid', { says: '这个时间已经过去了。' }, `slots[${late}].day`);
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, dealMeetings, input.key, 'meeting.propose');
    if (earlier) return earlier;
    const deal = await openRoom(tx, input.dealId);
    const row = await insertRow(tx, dealMeetings, {
      id,
      dealId: deal.id,
      title: input.title,
      place: input.place,
      slots: input.slots,
      state: 'proposed',
      orgId,
      proposedBy: tx.actor.userId,
      createdAt: tx.now(),
      updatedAt: tx.now(),
    });
    await audit(tx, { deed: 'meeting.propose', subjectType: 'meeting', subjectId: id, orgId });
    await tellRoom(tx, deal, 'meeting.propose');
    return row;
  });
}

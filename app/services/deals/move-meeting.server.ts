import { and, eq, sql } from 'drizzle-orm';
import { type MeetingState, meetingMachine } from '#app/domain/deal-meeting.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { dealMeetings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { writerOrg } from './post-message.server.ts';
import type { DealMeeting } from './propose-meeting.server.ts';
import { reachDeal } from './reach-deal.server.ts';
import { openRoom, tellRoom } from './tell-room.server.ts';

interface MeetingDeed {
  readonly dealId: string;
  readonly meetingId: string;
}

/** Somebody of another organisation picks one of the proposed times. */
export async function fixMeeting(ctx: ActorContext, input: MeetingDeed & { slot: number }): Promise<DealMeeting> {
  return inMeeting(ctx, input, async (tx, meeting, orgId) => {
    if (meeting.orgId === orgId) throw new AppError('forbidden');
    const slot = meeting.slots[input.slot];
    if (slot === undefined) throw new AppError('invalid', { says: '请选一个时间。' }, 'slot');
    if (slot.startsAt <= tx.now().toISOString())
      throw new AppError('invalid', { says: '这个时间已经过去了，请另约。' }, 'slot');
    const times = { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) };
    return moveMeeting(tx, meeting, 'fix', times);
  });
}

/** Either side calls the meeting off. */
export async function cancelMeeting(ctx: ActorContext, input: MeetingDeed): Promise<DealMeeting> {
  return inMeeting(ctx, input, (tx, meeting) => moveMeeting(tx, meeting, 'cancel'));
}

/** Writes the minutes: the meeting took place. Not before it began. */
export async function holdMeeting(ctx: ActorContext, input: MeetingDeed & { minutes: string }): Promise<DealMeeting> {
  return inMeeting(ctx, input, (tx, meeting) => {
    if (meeting.startsAt !== null && meeting.startsAt > tx.now())
      throw new AppError('invalid', { says: '会议还没有开始。' }, 'minutes');
    return moveMeeting(tx, meeting, 'hold', { minutes: input.minutes, minutesBy: tx.actor.userId });
  });
}

async function inMeeting(
  ctx: ActorContext,
  input: MeetingDeed,
  work: (tx: In<ActorContext>, meeting: DealMeeting, orgId: string) => Promise<DealMeeting>,
): Promise<DealMeeting> {
  const orgId = writerOrg(ctx, await reachDeal(ctx, input.dealId));
  return inTransaction(ctx, async (tx) => {
    const [meeting] = await tx.db
      .select()
      .from(dealMeetings)
      .where(and(eq(dealMeetings.id, input.meetingId), eq(dealMeetings.dealId, input.dealId)));
    if (meeting === undefined) throw new AppError('not_found');
    const deal = await openRoom(tx, input.dealId);
    const row = await work(tx, meeting, orgId);
    await tellRoom(tx, deal, `meeting.${row.state}`);
    return row;
  });
}

/** One step of the meeting machine with its trace. A lost race is `state_changed`. */
export async function moveMeeting(
  tx: In<Context>,
  meeting: { readonly id: string; readonly state: MeetingState },
  event: 'fix' | 'cancel' | 'hold',
  columns: Partial<DealMeeting> = {},
): Promise<DealMeeting> {
  const step = transitionOf(meetingMachine, meeting.state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(dealMeetings)
    .set({ ...columns, state: step.to, revision: sql`${dealMeetings.revision} + 1`, updatedAt: tx.now() })
    .where(and(eq(dealMeetings.id, meeting.id), eq(dealMeetings.state, meeting.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `meeting.${event}`, subjectType: 'meeting', subjectId: row.id });
  return row;
}

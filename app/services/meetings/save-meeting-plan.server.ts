import { and, eq, inArray, notInArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { maxMeetingSlots, slotsWithin } from '#app/domain/event-meeting.ts';
import type { MeetingRoomKind } from '#app/domain/meeting-schedule.ts';
import { meetingPlans, meetingSlots, meetingTables } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { type MeetingPlan, organizedEvent, refuseOver } from './reach-event.server.ts';

export interface SaveMeetingPlan {
  readonly eventId: string;
  readonly windows: readonly { readonly startsAt: Date; readonly endsAt: Date }[];
  readonly slotMinutes: number;
  readonly gapMinutes: number;
  readonly restMinutes: number;
  readonly limit: number;
  readonly limitsByKind: Readonly<Record<string, number>>;
  readonly replyHours: number;
  readonly requestsEndAt: Date;
  /** Least minutes between meetings in two halls. */
  readonly travelMinutes?: number;
  /** Tables of the one room; with halls they are counted there. */
  readonly tables: number;
  readonly halls?: readonly { readonly name: string; readonly tables: number }[];
  /** One link a video room. */
  readonly videoLinks: readonly string[];
}

/**
 * Sets how one-to-one meetings run: times, tables, video rooms, limits. Slots and tables that meetings were planned in are shut
 * instead of deleted; the next run of the schedule moves what stands in them.
 */
export async function saveMeetingPlan(ctx: ActorContext, input: SaveMeetingPlan): Promise<MeetingPlan> {
  const event = await organizedEvent(ctx, input.eventId);
  refuseOver(event);
  const slots = slotsWithin(input.windows, input.slotMinutes, input.gapMinutes);
  if (slots.length === 0) throw new AppError('invalid', { says: '这段时间里放不下一个时段' }, 'windows');
  if (slots.length > maxMeetingSlots)
    throw new AppError('invalid', { says: `最多 ${maxMeetingSlots} 个时段` }, 'windows');
  if (slots[0]!.startsAt < event.startsAt || slots.at(-1)!.endsAt > event.endsAt)
    throw new AppError('invalid', { says: '洽谈时间要在活动时间之内' }, 'windows');
  const {
    slotMinutes,
    gapMinutes,
    restMinutes,
    travelMinutes = 0,
    limit,
    limitsByKind,
    replyHours,
    requestsEndAt,
  } = input;
  const columns = {
    slotMinutes,
    gapMinutes,
    restMinutes,
    travelMinutes,
    limit,
    limitsByKind,
    replyHours,
    requestsEndAt,
  };
  return inTransaction(ctx, async (tx) => {
    const [plan] = await tx.db
      .insert(meetingPlans)
      .values({ eventId: event.id, ...columns, createdAt: tx.now(), updatedAt: tx.now() })
      .onConflictDoUpdate({ target: meetingPlans.eventId, set: { ...columns, updatedAt: tx.now() } })
      .returning();
    if (plan === undefined) throw new Error('meeting plan was not stored');
    await setSlots(tx, event.id, slots);
    await setTables(tx, event.id, [
      ...tablesOf(input),
      ...input.videoLinks.map((url, i) => ({ kind: 'video' as const, label: `视频室 ${i + 1}`, place: '', url })),
    ]);
    await audit(tx, { deed: 'event.plan_meetings', subjectType: 'event', subjectId: event.id });
    return plan;
  });
}

function tablesOf({ tables, halls = [] }: Pick<SaveMeetingPlan, 'tables' | 'halls'>) {
  const rooms = halls.length === 0 ? [{ name: '', tables }] : halls;
  return rooms.flatMap(({ name, tables: n }) =>
    Array.from({ length: n }, (_, i) => ({
      kind: 'table' as const,
      label: `${name} ${i + 1} 号桌`.trim(),
      place: name,
      url: '',
    })),
  );
}

/** Slots of the same time keep their row, and with it what people said of them. */
async function setSlots(tx: In<ActorContext>, eventId: string, slots: readonly { startsAt: Date; endsAt: Date }[]) {
  const old = await tx.db.select().from(meetingSlots).where(eq(meetingSlots.eventId, eventId));
  const keyOf = (slot: { startsAt: Date; endsAt: Date }) => `${slot.startsAt.getTime()}-${slot.endsAt.getTime()}`;
  const wanted = new Set(slots.map(keyOf));
  const kept = old.filter((slot) => wanted.has(keyOf(slot)));
  await tx.db.update(meetingSlots).set({ isOpen: false }).where(eq(meetingSlots.eventId, eventId));
  const byKey = new Map(kept.map((slot) => [keyOf(slot), slot.id]));
  if (byKey.size > 0)
    await tx.db
      .update(meetingSlots)
      .set({ isOpen: true })
      .where(inArray(meetingSlots.id, [...byKey.values()]));
  const fresh = slots.filter((slot) => !byKey.has(keyOf(slot)));
  if (fresh.length > 0) await tx.db.insert(meetingSlots).values(fresh.map((slot) => ({ eventId, ...slot })));
}

async function setTables(
  tx: In<ActorContext>,
  eventId: string,
  tables: readonly { kind: MeetingRoomKind; label: string; place: string; url: string }[],
) {
  for (const [position, table] of tables.entries())
    await tx.db
      .insert(meetingTables)
      .values({ eventId, position, ...table })
      .onConflictDoUpdate({
        target: [meetingTables.eventId, meetingTables.label],
        set: { kind: table.kind, place: table.place, url: table.url, position, isOpen: true },
      });
  const labels = tables.map(({ label }) => label);
  await tx.db
    .update(meetingTables)
    .set({ isOpen: false })
    .where(
      and(eq(meetingTables.eventId, eventId), labels.length > 0 ? notInArray(meetingTables.label, labels) : undefined),
    );
}

import { and, eq } from 'drizzle-orm';
import { meetingPeople, meetingSlots } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { ownSeat, refuseOver } from './reach-event.server.ts';

interface SetAvailability {
  readonly eventId: string;
  readonly takesPart: boolean;
  readonly isOnline: boolean;
  readonly limit: number | null;
  /** Slots in which he can meet; the others of the event are away. */
  readonly slotIds: readonly string[];
  readonly seeks: string;
}

/** A participant says when and how he meets. Meetings already planned stay until the organizer runs the schedule again. */
export async function setAvailability(ctx: ActorContext, input: SetAvailability): Promise<void> {
  const { event, seat } = await ownSeat(ctx, input.eventId);
  refuseOver(event);
  await inTransaction(ctx, async (tx) => {
    const slots = await tx.db
      .select({ id: meetingSlots.id })
      .from(meetingSlots)
      .where(and(eq(meetingSlots.eventId, event.id), eq(meetingSlots.isOpen, true)));
    const there = new Set(input.slotIds);
    const columns = {
      takesPart: input.takesPart,
      isOnline: input.isOnline,
      limit: input.limit,
      awaySlots: slots.map(({ id }) => id).filter((id) => !there.has(id)),
      seeks: input.seeks,
      updatedAt: tx.now(),
    };
    await tx.db
      .insert(meetingPeople)
      .values({ registrationId: seat.id, eventId: event.id, ...columns })
      .onConflictDoUpdate({ target: meetingPeople.registrationId, set: columns });
  });
}

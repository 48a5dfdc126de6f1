import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { eventMeetings, meetingSides } from '#db/schema/index.ts';
import { type Context, type In, isUniqueViolation } from '../context.server.ts';
import type { EventMeeting } from './meeting-problem.server.ts';

interface Place {
  readonly meeting: EventMeeting;
  readonly slotId: string;
  readonly tableId: string;
}

/** Puts meetings elsewhere, all at once: each first leaves its seat, so that two may change places. */
export async function placeMeetings(tx: In<Context>, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return;
  const ids = places.map(({ meeting }) => meeting.id);
  const left = await tx.db
    .update(eventMeetings)
    .set({ state: 'cancelled' })
    .where(and(inArray(eventMeetings.id, ids), eq(eventMeetings.state, 'planned')))
    .returning({ id: eventMeetings.id });
  if (left.length < ids.length) throw new AppError('state_changed');
  await tx.db.update(meetingSides).set({ slotId: null }).where(inArray(meetingSides.meetingId, ids));
  try {
    for (const { meeting, slotId, tableId } of places) {
      await tx.db
        .update(eventMeetings)
        .set({ state: 'planned', slotId, tableId, updatedAt: tx.now() })
        .where(eq(eventMeetings.id, meeting.id));
      await tx.db.update(meetingSides).set({ slotId, lateMinutes: null }).where(eq(meetingSides.meetingId, meeting.id));
    }
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('state_changed');
    throw error;
  }
}

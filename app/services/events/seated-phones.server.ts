import { and, eq, inArray } from 'drizzle-orm';
import { activeStates } from '#app/domain/event-registration.ts';
import { eventAttendees, eventRegistrations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';

/**
 * Which of these numbers have a place at the event already. Numbers that others put down have no account that a unique index could
 * hold: whoever asks keeps the event's numbers for himself until his transaction ends, so that no two put down the same one.
 */
export async function seatedPhones(
  tx: In<Context>,
  eventId: string,
  phones: readonly string[],
): Promise<{ phone: string; registrationId: string; orgId: string | null }[]> {
  await lockName(tx.db, `event-phones:${eventId}`);
  if (phones.length === 0) return [];
  return tx.db
    .select({
      phone: eventAttendees.phone,
      registrationId: eventRegistrations.id,
      orgId: eventRegistrations.orgId,
    })
    .from(eventAttendees)
    .innerJoin(eventRegistrations, eq(eventRegistrations.id, eventAttendees.registrationId))
    .where(
      and(
        eq(eventAttendees.eventId, eventId),
        inArray(eventAttendees.phone, [...phones]),
        inArray(eventRegistrations.state, activeStates),
      ),
    );
}

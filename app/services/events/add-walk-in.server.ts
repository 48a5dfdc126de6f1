import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { eventRegistrationMachine } from '#app/domain/event-registration.ts';
import { nextState } from '#app/domain/machine.ts';
import { eventTickets } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { once } from '../platform/once.server.ts';
import { checkIn } from './check-in.server.ts';
import type { Registration } from './move-event-registration.server.ts';
import { lockEvent, ownEvent } from './own-event.server.ts';
import { seatedPhones } from './seated-phones.server.ts';
import { type Attendee, storeRegistration } from './store-registration.server.ts';

/**
 * Somebody stands at the door, or signed the sheet, and is on no list (现场补登): he is put down and checked in. Where his kind is full a
 * chair is added: who sits in the room is counted, and the seats still add up.
 */
export async function addWalkIn(
  ctx: ActorContext,
  input: Attendee & { eventId: string; ticketId: string; key?: string | undefined },
): Promise<Registration | null> {
  const own = await ownEvent(ctx, input.eventId);
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'event.walk_in', v7());
    if (!isFirst) return null;
    const event = await lockEvent(tx, own.id);
    if (event.state !== 'running' && event.state !== 'held') throw new AppError('state_changed');
    if ((await seatedPhones(tx, event.id, [input.phone])).length > 0) {
      throw new AppError('duplicate', { says: '这个号码在名单里，直接给他签到。' }, 'phone');
    }
    const [ticket] = await tx.db
      .update(eventTickets)
      .set({
        capacity: sql`greatest(${eventTickets.capacity}, ${eventTickets.taken} + 1)`,
        taken: sql`${eventTickets.taken} + 1`,
      })
      .where(and(eq(eventTickets.id, input.ticketId), eq(eventTickets.eventId, event.id)))
      .returning();
    if (ticket === undefined) throw new AppError('invalid', { says: '请选参会身份' }, 'ticketId');
    const state = nextState(eventRegistrationMachine, eventRegistrationMachine.initial, 'putDown');
    const row = await storeRegistration(tx, event, { ...input, id, seats: 1, userId: null, orgId: null, state });
    const at = tx.now() < event.endsAt ? tx.now() : event.endsAt;
    const scan = { scanKey: v7(), registrationId: row.id, deed: 'in', method: 'list', at } as const;
    await checkIn(tx, event.id, scan, { userId: tx.actor.userId });
    await audit(tx, { deed: 'event.walk_in', subjectType: 'event', subjectId: event.id });
    return row;
  });
}

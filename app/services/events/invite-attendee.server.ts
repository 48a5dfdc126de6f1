import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { eventRegistrationMachine } from '#app/domain/event-registration.ts';
import { nextState } from '#app/domain/machine.ts';
import { eventTickets, users } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { once } from '../platform/once.server.ts';
import { type Registration, takeSeats } from './move-event-registration.server.ts';
import { ownEvent } from './own-event.server.ts';
import { seatedPhones } from './seated-phones.server.ts';
import { type Attendee, storeRegistration } from './store-registration.server.ts';
import { tellAttendee } from './tell-attendees.server.ts';

const again = '这位已经报过名或收到过邀请。';

/** Sends an invitation (邀请函): the seat is kept until the answer or its day. */
export async function inviteAttendee(
  ctx: ActorContext,
  input: Attendee & { eventId: string; ticketId: string; replyDueAt: Date; key?: string | undefined },
): Promise<Registration | null> {
  const event = await ownEvent(ctx, input.eventId);
  if (event.state !== 'published' && event.state !== 'registration_closed') throw new AppError('state_changed');
  if (input.replyDueAt <= ctx.now() || input.replyDueAt > event.startsAt) {
    throw new AppError('invalid', { says: '回执期限要在现在和活动开始之间' }, 'replyDueAt');
  }
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, isFirst } = await once(tx, input.key, 'event.invite', v7());
      if (!isFirst) return null;
      const [ticket] = await tx.db
        .select()
        .from(eventTickets)
        .where(and(eq(eventTickets.id, input.ticketId), eq(eventTickets.eventId, event.id)));
      if (ticket === undefined) throw new AppError('invalid', { says: '请选参会身份' }, 'ticketId');
      if ((await seatedPhones(tx, event.id, [input.phone])).length > 0)
        throw new AppError('duplicate', { says: again }, 'phone');
      if (!(await takeSeats(tx, ticket.id, 1))) throw new AppError('invalid', { says: '这类名额已满' }, 'ticketId');
      const [account] = await tx.db.select({ id: users.id }).from(users).where(eq(users.phoneNumber, input.phone));
      const row = await storeRegistration(tx, event, {
        ...input,
        id,
        seats: 1,
        userId: account?.id ?? null,
        // The guest is not of the organizer's unit; he says whose he is by his answer.
        orgId: null,
        state: nextState(eventRegistrationMachine, eventRegistrationMachine.initial, 'invite'),
      });
      await setDeadline(tx, {
        kind: 'event_registration.reply',
        subjectId: row.id,
        orgId: null,
        dueAt: input.replyDueAt,
      });
      await tellAttendee(tx, event, row.id, 'seat.invite', input.replyDueAt);
      return row;
    },
    () => new AppError('duplicate', { says: again }, 'phone'),
  );
}

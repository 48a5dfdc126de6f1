import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { comingEventStates } from '#app/domain/event.ts';
import { type AttendanceReply, eventRegistrationMachine } from '#app/domain/event-registration.ts';
import { nextState, transitionOf } from '#app/domain/machine.ts';
import { eventRegistrations, events } from '#db/schema/index.ts';
import { type ActorContext, type Context, inTransaction } from '../context.server.ts';
import { moveEventRegistration, type Registration } from './move-event-registration.server.ts';
import { moveUp } from './move-up.server.ts';
import { type Event, ownEvent } from './own-event.server.ts';
import { tellAttendee } from './tell-attendees.server.ts';

/** A registration with its event, for whoever holds its ticket or owns it. */
export async function heldRegistration(
  ctx: Context,
  id: string,
): Promise<{ registration: Registration; event: Event }> {
  const [row] = await ctx.db
    .select({ registration: eventRegistrations, event: events })
    .from(eventRegistrations)
    .innerJoin(events, eq(events.id, eventRegistrations.eventId))
    .where(eq(eventRegistrations.id, id));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

function mayAnswerSeat(
  row: { registration: Registration; event: Event },
  word: string,
  role: 'attendee' | 'organizer',
): void {
  const step = transitionOf(eventRegistrationMachine, row.registration.state, word);
  if (step === undefined || !comingEventStates.includes(row.event.state)) throw new AppError('state_changed');
  if (!step.by.includes(role)) throw new AppError('forbidden');
}

/** He comes: an offered seat is confirmed, or an invitation answered with what he needs. The ticket in his hand is the proof. */
export async function acceptSeat(
  ctx: Context,
  input: { registrationId: string; reply?: AttendanceReply },
): Promise<Registration> {
  const row = await heldRegistration(ctx, input.registrationId);
  mayAnswerSeat(row, 'accept', 'attendee');
  const { userId, orgId } = row.registration;
  // An invited guest who answers from his own account comes for the unit he acts for.
  const isGuest = orgId === null && userId !== null && userId === ctx.actor?.userId;
  return inTransaction(ctx, async (tx) => {
    const moved = await moveEventRegistration(tx, row.registration, 'accept', {
      reply: input.reply ?? null,
      ...(isGuest ? { orgId: ctx.actor?.org?.orgId ?? null } : {}),
    });
    await tellAttendee(tx, row.event, moved.id, 'seat.done');
    return moved;
  });
}

/** He does not come: the seats go to those who wait. */
export async function giveUpSeat(ctx: Context, input: { registrationId: string }): Promise<Registration> {
  const row = await heldRegistration(ctx, input.registrationId);
  const word = row.registration.state === 'invited' ? 'decline' : 'cancel';
  mayAnswerSeat(row, word, 'attendee');
  refuseHere(row.registration);
  return inTransaction(ctx, async (tx) => {
    const moved = await moveEventRegistration(tx, row.registration, word, {}, { unlessHere: true });
    await moveUp(tx, row.event, moved.ticketId);
    return moved;
  });
}

/** Who came stays on the list of those who came. */
function refuseHere({ checkedInAt }: Registration): void {
  if (checkedInAt !== null) throw new AppError('invalid', { says: '已经签到，不能再取消；签错了请先撤销签到。' });
}

type OrganizerDeed = 'approve' | 'refuse' | 'cancel';

const tellOf = {
  approve: 'seat.approve',
  refuse: 'seat.refuse',
  cancel: 'seat.withdrawn',
} as const;

/** The organizer's word on a registration of his event. */
export async function decideRegistration(
  ctx: ActorContext,
  input: { eventId: string; registrationId: string; deed: OrganizerDeed },
): Promise<Registration> {
  const event = await ownEvent(ctx, input.eventId);
  const [registration] = await ctx.db
    .select()
    .from(eventRegistrations)
    .where(and(eq(eventRegistrations.id, input.registrationId), eq(eventRegistrations.eventId, event.id)));
  if (registration === undefined) throw new AppError('not_found');
  mayAnswerSeat({ registration, event }, input.deed, 'organizer');
  nextState(eventRegistrationMachine, registration.state, input.deed);
  refuseHere(registration);
  return inTransaction(ctx, async (tx) => {
    const moved = await moveEventRegistration(tx, registration, input.deed, {}, { unlessHere: true });
    await tellAttendee(tx, event, moved.id, tellOf[input.deed]);
    await moveUp(tx, event, moved.ticketId);
    return moved;
  });
}

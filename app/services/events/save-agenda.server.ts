import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { editableEventStates } from '#app/domain/event.ts';
import { eventItems, eventSessions, eventSpeakers } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Event, ownEvent } from './own-event.server.ts';

async function editableEvent(ctx: ActorContext, id: string): Promise<Event> {
  const event = await ownEvent(ctx, id);
  if (!editableEventStates.includes(event.state)) throw new AppError('state_changed');
  return event;
}

export interface SaveSession {
  readonly eventId: string;
  readonly title: string;
  readonly note: string;
  readonly room: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

function refuseOutside(event: Event, { startsAt, endsAt }: Pick<SaveSession, 'startsAt' | 'endsAt'>): void {
  if (startsAt < event.startsAt || endsAt > event.endsAt) {
    throw new AppError('invalid', { says: '环节要在活动的开始和结束之间' }, 'startsAt');
  }
}

/** Adds a part of the agenda; it lies within the event. */
export async function addSession(ctx: ActorContext, { eventId, ...input }: SaveSession): Promise<void> {
  const event = await editableEvent(ctx, eventId);
  refuseOutside(event, input);
  await inTransaction(ctx, async (tx) => {
    await tx.db.insert(eventSessions).values({ eventId, ...input, createdAt: tx.now() });
    await audit(tx, { deed: 'event.add_session', subjectType: 'event', subjectId: eventId });
  });
}

/** Changes a part of the agenda; what is shown in it and who speaks stay with it. */
export async function saveSession(
  ctx: ActorContext,
  { eventId, rowId, ...input }: SaveSession & { readonly rowId: string },
): Promise<void> {
  const event = await editableEvent(ctx, eventId);
  refuseOutside(event, input);
  await inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .update(eventSessions)
      .set(input)
      .where(and(eq(eventSessions.id, rowId), eq(eventSessions.eventId, eventId)))
      .returning({ id: eventSessions.id });
    if (rows.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: 'event.save_session', subjectType: 'event', subjectId: eventId });
  });
}

export async function removeSession(ctx: ActorContext, input: { eventId: string; rowId: string }): Promise<void> {
  await editableEvent(ctx, input.eventId);
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .select()
      .from(eventSessions)
      .where(and(eq(eventSessions.id, input.rowId), eq(eventSessions.eventId, input.eventId)));
    if (row === undefined) throw new AppError('not_found');
    await tx.db.update(eventItems).set({ sessionId: null }).where(eq(eventItems.sessionId, row.id));
    await tx.db.delete(eventSpeakers).where(eq(eventSpeakers.sessionId, row.id));
    await tx.db.delete(eventSessions).where(eq(eventSessions.id, row.id));
    await audit(tx, { deed: 'event.remove_session', subjectType: 'event', subjectId: input.eventId });
  });
}

export interface AddSpeaker {
  readonly eventId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly post: string;
  readonly unit: string;
  readonly consent: boolean;
}

/** Puts a speaker down. Without his own consent the page shows his unit and post only (个人信息保护法 art. 25). */
export async function addSpeaker(ctx: ActorContext, input: AddSpeaker): Promise<void> {
  await editableEvent(ctx, input.eventId);
  const { eventId, consent, ...columns } = input;
  await inTransaction(ctx, async (tx) => {
    const own = and(eq(eventSessions.id, input.sessionId), eq(eventSessions.eventId, eventId));
    if ((await tx.db.$count(eventSessions, own)) === 0) throw new AppError('not_found');
    await tx.db
      .insert(eventSpeakers)
      .values({ ...columns, consentedAt: consent ? tx.now() : null, createdAt: tx.now() });
    await audit(tx, { deed: 'event.add_speaker', subjectType: 'event', subjectId: eventId });
  });
}

/** The speaker does not come, or no longer wants his name shown: it goes at once, in every state of the event. */
export async function withdrawSpeaker(ctx: ActorContext, input: { eventId: string; rowId: string }): Promise<void> {
  await ownEvent(ctx, input.eventId);
  await inTransaction(ctx, async (tx) => {
    const sessions = tx.db
      .select({ id: eventSessions.id })
      .from(eventSessions)
      .where(and(eq(eventSessions.id, eventSpeakers.sessionId), eq(eventSessions.eventId, input.eventId)));
    const rows = await tx.db
      .update(eventSpeakers)
      .set({ withdrawnAt: tx.now(), consentedAt: null })
      .where(
        and(
          eq(eventSpeakers.id, input.rowId),
          isNull(eventSpeakers.withdrawnAt),
          eq(eventSpeakers.sessionId, sessions),
        ),
      )
      .returning({ id: eventSpeakers.id });
    if (rows.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: 'event.withdraw_speaker', subjectType: 'event', subjectId: input.eventId });
  });
}

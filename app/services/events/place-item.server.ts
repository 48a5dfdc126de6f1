import { and, eq } from 'drizzle-orm';
import { mayTakePart } from '#app/domain/event-access.ts';
import { comingEventStates, editableEventStates } from '#app/domain/event.ts';
import { AppError } from '#app/domain/errors.ts';
import { eventItems, events, eventSessions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { ownEvent } from './own-event.server.ts';

interface PlaceItem {
  readonly eventId: string;
  readonly itemId: string;
  /** The session it is shown in; null: none yet. */
  readonly sessionId: string | null;
  readonly minutes: number;
  /** Order on the programme. */
  readonly position: number;
}

/** The organizer says in which session an item is shown, when in it and for how long. */
export async function placeItem(ctx: ActorContext, { eventId, itemId, ...place }: PlaceItem): Promise<void> {
  const event = await ownEvent(ctx, eventId);
  if (!editableEventStates.includes(event.state) && event.state !== 'running') throw new AppError('state_changed');
  const { sessionId } = place;
  await inTransaction(ctx, async (tx) => {
    if (sessionId !== null) {
      const own = and(eq(eventSessions.id, sessionId), eq(eventSessions.eventId, eventId));
      if ((await tx.db.$count(eventSessions, own)) === 0) throw new AppError('not_found');
    }
    const rows = await tx.db
      .update(eventItems)
      .set({ ...place, updatedAt: tx.now() })
      .where(and(eq(eventItems.id, itemId), eq(eventItems.eventId, eventId), eq(eventItems.state, 'accepted')))
      .returning({ id: eventItems.id });
    if (rows.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: 'event_item.place', subjectType: 'event_item', subjectId: itemId });
  });
}

/** The owner names who presents his item. The name is kept, and public, only with that person's consent (个人信息保护法 art. 25). */
export async function namePresenter(
  ctx: ActorContext,
  input: { readonly itemId: string; readonly presenter: string; readonly hasConsent: boolean },
): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !mayTakePart(ctx.actor)) throw new AppError('forbidden');
  const [found] = await ctx.db
    .select({ state: eventItems.state, eventState: events.state })
    .from(eventItems)
    .innerJoin(events, eq(events.id, eventItems.eventId))
    .where(and(eq(eventItems.id, input.itemId), eq(eventItems.orgId, org.orgId)));
  if (found === undefined) throw new AppError('not_found');
  const isComing = comingEventStates.includes(found.eventState) || editableEventStates.includes(found.eventState);
  if (found.state !== 'accepted' || !isComing) throw new AppError('state_changed');
  if (input.presenter !== '' && !input.hasConsent) {
    throw new AppError('invalid', { says: '请先征得讲解人同意公开姓名' }, 'pledge');
  }
  await inTransaction(ctx, async (tx) => {
    await tx.db
      .update(eventItems)
      .set({ presenter: input.presenter, updatedAt: tx.now() })
      .where(eq(eventItems.id, input.itemId));
    await audit(tx, { deed: 'event_item.name_presenter', subjectType: 'event_item', subjectId: input.itemId });
  });
}

import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { answersForEvent, mayConfirmEvent } from '#app/domain/event-access.ts';
import { eventReports, events } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type Event, moveEvent } from './own-event.server.ts';

/** The department in whose region the event lies confirms the report: it counts as one of the year's. */
export async function confirmReport(ctx: ActorContext, input: { id: string }): Promise<Event> {
  const event = await eventOfRegion(ctx, input.id);
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvent(tx, event, 'confirm');
    await decide(tx, row, { isCounted: true, returnNote: '' });
    return row;
  });
}

/** The department asks for more; the organizer hands the report in again. */
export async function returnReport(ctx: ActorContext, input: { id: string; note: string }): Promise<Event> {
  const event = await eventOfRegion(ctx, input.id);
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvent(tx, event, 'returnReport');
    await decide(tx, row, { isCounted: false, returnNote: input.note });
    return row;
  });
}

async function eventOfRegion(ctx: ActorContext, id: string): Promise<Event> {
  if (!mayConfirmEvent(ctx.actor)) throw new AppError('forbidden');
  const [event] = await ctx.db.select().from(events).where(eq(events.id, id));
  const isShown = event?.state === 'reported' || event?.state === 'held' || event?.state === 'closed';
  if (event === undefined || !isShown || !answersForEvent(ctx.actor, event)) throw new AppError('not_found');
  return event;
}

async function decide(
  tx: In<ActorContext>,
  event: Event,
  word: { isCounted: boolean; returnNote: string },
): Promise<void> {
  await tx.db
    .update(eventReports)
    .set({ ...word, decidedBy: tx.actor.userId, decidedByOrgId: tx.actor.org?.orgId ?? null, decidedAt: tx.now() })
    .where(eq(eventReports.eventId, event.id));
  await notifyOrganisation(tx, event.orgId, ['officer'], {
    kind: word.isCounted ? 'event.confirm' : 'event.return_report',
    params: { title: event.title },
    href: `/desk/events/${event.id}`,
  });
}

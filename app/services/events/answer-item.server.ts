import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { EventState } from '#app/domain/event.ts';
import { mayTakePart } from '#app/domain/event-access.ts';
import { eventItemMachine } from '#app/domain/event-item.ts';
import { nextState, transitionOf } from '#app/domain/machine.ts';
import { eventItems, events } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { EventItem } from './ask-item.server.ts';
import { removeSlides } from './remove-slides.server.ts';

export type ItemDeed = 'accept' | 'decline' | 'withdraw' | 'remove';

interface AnswerItem {
  readonly itemId: string;
  readonly deed: ItemDeed;
  readonly note?: string;
  readonly isDeclared?: boolean;
}

/** What the actor's unit is to an item: who asked, who answers, whose it is, who runs the event. */
export function itemRoles(
  orgId: string | undefined,
  item: Pick<EventItem, 'orgId' | 'askedBySide'>,
  organizerId: string,
): ('requester' | 'receiver' | 'owner' | 'organizer')[] {
  const isOrganizer = orgId === organizerId;
  const isOwner = orgId === item.orgId;
  return [
    ...(isOrganizer ? (['organizer', item.askedBySide === 'organizer' ? 'requester' : 'receiver'] as const) : []),
    ...(isOwner ? (['owner', item.askedBySide === 'owner' ? 'requester' : 'receiver'] as const) : []),
  ];
}

/** The programme that was reported on, or called off, stays as it was; an owner may still leave it. */
const settledStates: readonly EventState[] = ['reported', 'closed', 'cancelled'];
const changesProgramme: readonly ItemDeed[] = ['accept', 'remove'];

/** The answer of the other side, the withdrawal of the one who asked, or the end of an accepted place. */
export async function answerItem(ctx: ActorContext, input: AnswerItem): Promise<EventItem> {
  const { org } = ctx.actor;
  if (org === null || !mayTakePart(ctx.actor)) throw new AppError('forbidden');
  const [found] = await ctx.db
    .select({ item: eventItems, event: events })
    .from(eventItems)
    .innerJoin(events, eq(events.id, eventItems.eventId))
    .where(eq(eventItems.id, input.itemId));
  const roles = found === undefined ? [] : itemRoles(org.orgId, found.item, found.event.orgId);
  if (found === undefined || roles.length === 0) throw new AppError('not_found');
  const { item, event } = found;
  const step = transitionOf(eventItemMachine, item.state, input.deed);
  if (step === undefined) throw new AppError('state_changed');
  if (changesProgramme.includes(input.deed) && settledStates.includes(event.state)) throw new AppError('state_changed');
  if (!step.by.some((role) => roles.includes(role))) throw new AppError('forbidden');
  const isOwner = roles.includes('owner');
  if (input.deed === 'accept' && isOwner && input.isDeclared !== true) {
    throw new AppError('invalid', { says: '请确认展示内容不涉密' }, 'pledge');
  }
  const next = nextState(eventItemMachine, item.state, input.deed);
  return inTransaction(ctx, async (tx) => {
    // What is no longer shown leaves nothing with the organizer, but for papers that are judged.
    if (next !== 'accepted') await removeSlides(tx, item);
    const declares = input.deed === 'accept' && isOwner;
    const [row] = await tx.db
      .update(eventItems)
      .set({
        state: next,
        replyNote: input.note ?? '',
        ...(declares ? { declaredBy: tx.actor.userId, declaredAt: tx.now() } : {}),
        updatedAt: tx.now(),
      })
      .where(and(eq(eventItems.id, item.id), eq(eventItems.state, item.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: `event_item.${input.deed}`, subjectType: 'event_item', subjectId: row.id });
    await notifyOrganisation(tx, isOwner ? event.orgId : row.orgId, ['officer'], {
      kind: `event_item.${input.deed}`,
      params: { title: event.title },
      href: isOwner ? `/desk/events/${event.id}` : '/desk/events',
    });
    return row;
  });
}

export const acceptItem = (ctx: ActorContext, input: Omit<AnswerItem, 'deed'>) =>
  answerItem(ctx, { ...input, deed: 'accept' });
export const declineItem = (ctx: ActorContext, input: Omit<AnswerItem, 'deed'>) =>
  answerItem(ctx, { ...input, deed: 'decline' });
export const withdrawItem = (ctx: ActorContext, input: Omit<AnswerItem, 'deed'>) =>
  answerItem(ctx, { ...input, deed: 'withdraw' });
export const removeItem = (ctx: ActorContext, input: Omit<AnswerItem, 'deed'>) =>
  answerItem(ctx, { ...input, deed: 'remove' });

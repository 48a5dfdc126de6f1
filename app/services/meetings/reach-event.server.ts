import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayRunEvent } from '#app/domain/event-access.ts';
import { comingEventStates } from '#app/domain/event.ts';
import { admittedStates } from '#app/domain/event-registration.ts';
import { eventRegistrations, events, meetingPlans } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';

export type Event = typeof events.$inferSelect;
export type MeetingPlan = typeof meetingPlans.$inferSelect;
export type Registration = typeof eventRegistrations.$inferSelect;

/** An event of the actor's own unit, for its organizer: the role first, and to anybody else the event does not exist. */
export async function organizedEvent(ctx: ActorContext, eventId: string): Promise<Event> {
  if (!mayRunEvent(ctx.actor)) throw new AppError('forbidden');
  const [event] = await ctx.db.select().from(events).where(eq(events.id, eventId));
  if (event === undefined || event.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return event;
}

export async function getPlan(ctx: Context, eventId: string): Promise<MeetingPlan> {
  const [plan] = await ctx.db.select().from(meetingPlans).where(eq(meetingPlans.eventId, eventId));
  if (plan === undefined) throw new AppError('not_found');
  return plan;
}

/** Takes the row that orders everything which changes an event's schedule. */
export async function lockPlan(tx: In<Context>, eventId: string): Promise<MeetingPlan> {
  const [plan] = await tx.db.select().from(meetingPlans).where(eq(meetingPlans.eventId, eventId)).for('update');
  if (plan === undefined) throw new AppError('not_found');
  return plan;
}

/** The actor's own seat at an event that has meetings; without one the event's meetings do not exist for him. */
export async function ownSeat(
  ctx: ActorContext,
  eventId: string,
): Promise<{ event: Event; plan: MeetingPlan; seat: Registration }> {
  const [row] = await ctx.db
    .select({ event: events, plan: meetingPlans, seat: eventRegistrations })
    .from(eventRegistrations)
    .innerJoin(events, eq(events.id, eventRegistrations.eventId))
    .innerJoin(meetingPlans, eq(meetingPlans.eventId, events.id))
    .where(
      and(
        eq(eventRegistrations.eventId, eventId),
        eq(eventRegistrations.userId, ctx.actor.userId),
        inArray(eventRegistrations.state, admittedStates),
      ),
    );
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** Refuses what only makes sense while the event is still to come. */
export function refuseOver(event: Event): void {
  if (!comingEventStates.includes(event.state)) throw new AppError('state_changed');
}

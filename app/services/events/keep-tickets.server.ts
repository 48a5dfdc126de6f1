import { and, eq, notInArray } from 'drizzle-orm';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import type { TicketPlan } from '#app/domain/event-form.ts';
import { ticketKindLabels } from '#app/domain/event-registration.ts';
import { eventRegistrations, eventTickets } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import type { Event } from './own-event.server.ts';
import { moveUp } from './move-up.server.ts';

/**
 * Sets the seats of each kind. Never below what is taken already, and a kind that somebody asked for stays; seats that are
 * added go to those who wait.
 */
export async function keepTickets(tx: In<Context>, event: Event, plans: readonly TicketPlan[]): Promise<void> {
  const kinds = plans.map(({ kind }) => kind);
  const kept = await tx.db
    .select()
    .from(eventTickets)
    .where(eq(eventTickets.eventId, event.id))
    .orderBy(eventTickets.id)
    .for('update');
  refuseFaults(
    plans.flatMap(({ kind, capacity }) => {
      const taken = kept.find((row) => row.kind === kind)?.taken ?? 0;
      const says = `已有 ${taken} 人占位，名额不能少于 ${taken}；要减员请先取消报名`;
      return capacity < taken ? [{ field: `tickets.${kind}.capacity`, says }] : [];
    }),
  );
  for (const row of kept.filter(({ kind }) => !kinds.includes(kind))) {
    const asked = await tx.db.$count(eventRegistrations, eq(eventRegistrations.ticketId, row.id));
    if (asked > 0) {
      const says = `${ticketKindLabels[row.kind]}已有人报名，不能取消这类名额`;
      throw new AppError('invalid', { says }, `tickets.${row.kind}.capacity`);
    }
  }
  await tx.db
    .delete(eventTickets)
    .where(and(eq(eventTickets.eventId, event.id), notInArray(eventTickets.kind, [...kinds, ...([] as typeof kinds)])));
  for (const plan of plans) {
    const [row] = await tx.db
      .insert(eventTickets)
      .values({ eventId: event.id, ...plan })
      .onConflictDoUpdate({
        target: [eventTickets.eventId, eventTickets.kind],
        set: { capacity: plan.capacity, needsApproval: plan.needsApproval, isInviteOnly: plan.isInviteOnly },
      })
      .returning();
    if (row !== undefined) await moveUp(tx, event, row.id);
  }
}

import { and, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { editableEventStates } from '#app/domain/event.ts';
import type { EventPlan } from '#app/domain/event-form.ts';
import { events, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { once } from '../platform/once.server.ts';
import { eventOfficer, type Event, ownEvent } from './own-event.server.ts';
import { keepTickets } from './keep-tickets.server.ts';
import { makeEventKeys } from './ticket-code.server.ts';
import { planEventDates } from './plan-event-dates.server.ts';
import { shiftProgramme } from './shift-programme.server.ts';
import { tellAttendees } from './tell-attendees.server.ts';

export interface SaveEvent {
  /** Left out for a new draft. */
  readonly id?: string;
  readonly plan: EventPlan;
  /** The version that the form showed: somebody else's newer one is never overwritten unseen. */
  readonly versionN?: number | undefined;
  readonly key?: string | undefined;
}

/** Keeps what the organizer says of his event. A published one tells everybody registered when time or place move. */
export async function saveEvent(ctx: ActorContext, input: SaveEvent): Promise<Event> {
  const { orgId } = eventOfficer(ctx);
  const { tickets, ...columns } = input.plan;
  if (input.id === undefined) return createEvent(ctx, orgId, input);
  const before = await ownEvent(ctx, input.id);
  if (!editableEventStates.includes(before.state)) throw new AppError('state_changed');
  const isPublic = before.state !== 'draft';
  if (isPublic && columns.startsAt <= ctx.now()) {
    throw new AppError('invalid', { says: '开始时间已经过去。' }, 'startsAt');
  }
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(events)
      .set({
        ...columns,
        fields: [...columns.fields],
        chains: [...columns.chains],
        versionN: before.versionN + 1,
        updatedAt: tx.now(),
      })
      .where(
        and(
          eq(events.id, before.id),
          inArray(events.state, editableEventStates),
          eq(events.versionN, input.versionN ?? before.versionN),
        ),
      )
      .returning();
    if (row === undefined) throw new AppError('conflict');
    await keepTickets(tx, row, tickets);
    await shiftProgramme(tx, before, row);
    await audit(tx, { deed: 'event.save', subjectType: 'event', subjectId: row.id, versionN: row.versionN });
    if (isPublic) {
      await planEventDates(tx, row);
      const hasMoved =
        before.startsAt.getTime() !== row.startsAt.getTime() ||
        before.endsAt.getTime() !== row.endsAt.getTime() ||
        before.venue !== row.venue ||
        before.mode !== row.mode;
      if (hasMoved) await tellAttendees(tx, row, 'event.moved');
    }
    return row;
  });
}

function createEvent(ctx: ActorContext, orgId: string, { plan, key }: SaveEvent): Promise<Event> {
  const { tickets, ...columns } = plan;
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, key, 'event.save', v7());
    if (!isFirst) return ownEvent({ ...ctx, db: tx.db }, id);
    const [no = ''] = await nextNumber(tx, 'event');
    // What an invented organisation runs is invented too.
    const [org] = await tx.db
      .select({ isSample: organisations.isSample })
      .from(organisations)
      .where(eq(organisations.id, orgId));
    const row = await insertRow(tx, events, {
      ...columns,
      fields: [...columns.fields],
      chains: [...columns.chains],
      id,
      no,
      orgId,
      state: 'draft',
      isSample: org?.isSample ?? false,
      createdBy: tx.actor.userId,
      createdAt: tx.now(),
      updatedAt: tx.now(),
    });
    await keepTickets(tx, row, tickets);
    await makeEventKeys(tx, id);
    await audit(tx, { deed: 'event.save', subjectType: 'event', subjectId: id, versionN: 1 });
    return row;
  });
}

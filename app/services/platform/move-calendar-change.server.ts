import { and, eq } from 'drizzle-orm';
import { calendarChangeMachine } from '#app/domain/calendar-change.ts';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, transitionOf } from '#app/domain/machine.ts';
import { calendarChanges } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';

/** What who entered days reads of the second person's word, and where. */
export const decided = { params: { title: '平台的节假日安排' }, href: '/desk/calendar' } as const;

export type CalendarChange = typeof calendarChanges.$inferSelect;

export async function getCalendarChange({ db }: Pick<Context, 'db'>, id: string): Promise<CalendarChange> {
  const [row] = await db.select().from(calendarChanges).where(eq(calendarChanges.id, id));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** One step of the machine, with its trace. Somebody else was first: `state_changed`. */
export async function moveCalendarChange(
  tx: In<ActorContext>,
  { id, state }: Pick<CalendarChange, 'id' | 'state'>,
  event: EventOf<typeof calendarChangeMachine>,
): Promise<CalendarChange> {
  const step = transitionOf(calendarChangeMachine, state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(calendarChanges)
    .set({ state: step.to, decidedBy: tx.actor.userId, decidedAt: tx.now() })
    .where(and(eq(calendarChanges.id, id), eq(calendarChanges.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  const subject = { subjectType: 'calendar_change', subjectId: id, orgId: null } as const;
  await audit(tx, { deed: `calendar_change.${event}`, ...subject });
  return row;
}

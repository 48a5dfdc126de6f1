import { asc, between } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { calendarChangeMachine, mayProposeCalendar } from '#app/domain/calendar-change.ts';
import { calendarFaults, type NamedDay } from '#app/domain/calendar-input.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { calendarChanges, calendarDays } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { lockName } from '../lock-name.server.ts';
import type { CalendarChange } from './move-calendar-change.server.ts';
import { enteredDays } from './work-calendar.server.ts';

type Proposal =
  | { readonly kind: 'set'; readonly lines: readonly NamedDay[] }
  | { readonly kind: 'drop'; readonly fromOn: Day; readonly toOn: Day };

/**
 * The administrator wants days of a yearly notice to be entered, or entered ones taken out before they come, with a fresh second factor.
 * Nothing is counted by it until another person agrees (`approveCalendarChange`).
 */
export async function proposeCalendarChange(ctx: ActorContext, input: Proposal): Promise<CalendarChange> {
  if (!mayProposeCalendar(ctx.actor)) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    await lockName(tx.db, 'calendar-days');
    if (input.kind === 'set') refuseFaults(calendarFaults(input.lines, await enteredDays(tx), dayOf(tx.now())));
    const row = await insertRow(tx, calendarChanges, {
      kind: input.kind,
      days: input.kind === 'set' ? [...input.lines] : await daysToDrop(tx, input),
      state: calendarChangeMachine.initial,
      proposedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    const subject = { subjectType: 'calendar_change', subjectId: row.id, orgId: null } as const;
    await audit(tx, { deed: 'calendar_change.propose', ...subject });
    return row;
  });
}

async function daysToDrop(tx: In<ActorContext>, { fromOn, toOn }: { readonly fromOn: Day; readonly toOn: Day }) {
  if (fromOn <= dayOf(tx.now())) throw new AppError('state_changed');
  const days = await tx.db
    .select({ day: calendarDays.day, isWorking: calendarDays.isWorking, name: calendarDays.name })
    .from(calendarDays)
    .where(between(calendarDays.day, fromOn, toOn))
    .orderBy(asc(calendarDays.day));
  if (days.length === 0) throw new AppError('not_found');
  return days;
}

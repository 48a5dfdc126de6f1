import { isSecondOfCalendar, mayDecideCalendar } from '#app/domain/calendar-change.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type CalendarChange, decided, getCalendarChange, moveCalendarChange } from './move-calendar-change.server.ts';
import { notifyPeople } from './notify.server.ts';

/** The second person finds that a change is not what the notice says; who entered it is told. */
export async function refuseCalendarChange(
  ctx: ActorContext,
  { changeId }: { readonly changeId: string },
): Promise<CalendarChange> {
  if (!mayDecideCalendar(ctx.actor)) throw new AppError('forbidden');
  const found = await getCalendarChange(ctx, changeId);
  if (!isSecondOfCalendar(ctx.actor, found)) throw new AppError('conflict', { says: '自己录入的，请撤回。' });
  return inTransaction(ctx, async (tx) => {
    const change = await moveCalendarChange(tx, found, 'refuse');
    await notifyPeople(tx, [change.proposedBy], { ...decided, kind: 'calendar.refuse' });
    return change;
  });
}

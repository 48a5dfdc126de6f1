import { mayProposeCalendar } from '#app/domain/calendar-change.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type CalendarChange, getCalendarChange, moveCalendarChange } from './move-calendar-change.server.ts';

/** Who proposed a change takes it back, as long as nobody decided it. */
export async function withdrawCalendarChange(
  ctx: ActorContext,
  { changeId }: { readonly changeId: string },
): Promise<CalendarChange> {
  if (!mayProposeCalendar(ctx.actor)) throw new AppError('forbidden');
  const found = await getCalendarChange(ctx, changeId);
  if (found.proposedBy !== ctx.actor.userId) {
    throw new AppError('conflict', { says: '别人录入的，由录入的人撤回；核对不符的，请退回。' });
  }
  return inTransaction(ctx, (tx) => moveCalendarChange(tx, found, 'withdraw'));
}

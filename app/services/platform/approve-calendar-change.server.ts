import { asc, inArray } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { isSecondOfCalendar, mayDecideCalendar } from '#app/domain/calendar-change.ts';
import { calendarFaults } from '#app/domain/calendar-input.ts';
import { canonicalJson } from '#app/domain/canonical-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { calendarDays } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';
import { dropCalendarDays } from './drop-calendar-days.server.ts';
import { type CalendarChange, decided, getCalendarChange, moveCalendarChange } from './move-calendar-change.server.ts';
import { notifyPeople } from './notify.server.ts';
import { setCalendarDays } from './set-calendar-days.server.ts';
import { enteredDays } from './work-calendar.server.ts';

/**
 * The second person has compared a change with the notice and agrees, with a fresh second factor: days are counted by it from now on, and
 * who entered it is told. Not where a day of it has come meanwhile, or what it takes out is another by now.
 */
export async function approveCalendarChange(
  ctx: ActorContext,
  { changeId }: { readonly changeId: string },
): Promise<CalendarChange> {
  if (!mayDecideCalendar(ctx.actor)) throw new AppError('forbidden');
  const found = await getCalendarChange(ctx, changeId);
  if (!isSecondOfCalendar(ctx.actor, found)) {
    throw new AppError('conflict', { says: '录入的人不能自己核对，请另一位平台管理员或者审核员核对。' });
  }
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    await lockName(tx.db, 'calendar-days');
    const change = await moveCalendarChange(tx, found, 'approve');
    if (!(await stillFits(tx, change))) {
      throw new AppError('conflict', { says: '录入以后有的日子到了，或者又改过，请退回，让录入的人重填。' });
    }
    const { days, proposedBy: setBy } = change;
    if (change.kind === 'set') await setCalendarDays(tx, { days, setBy });
    else await dropCalendarDays(tx, { days });
    await notifyPeople(tx, [setBy], { ...decided, kind: 'calendar.approve' });
    return change;
  });
}

async function stillFits(tx: In<ActorContext>, { kind, days }: CalendarChange): Promise<boolean> {
  const today = dayOf(tx.now());
  if (kind === 'set') return calendarFaults(days, await enteredDays(tx), today).length === 0;
  const isOne = inArray(
    calendarDays.day,
    days.map(({ day }) => day),
  );
  const now = await tx.db
    .select({ day: calendarDays.day, isWorking: calendarDays.isWorking, name: calendarDays.name })
    .from(calendarDays)
    .where(isOne)
    .orderBy(asc(calendarDays.day));
  return days.every(({ day }) => day > today) && canonicalJson(now) === canonicalJson(days);
}

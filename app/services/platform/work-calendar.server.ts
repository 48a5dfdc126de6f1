import { asc } from 'drizzle-orm';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { WorkCalendar } from '#app/domain/days.ts';
import { type CalendarDay, calendarWith, type LastDayRule } from '#app/domain/rest-days.ts';
import { calendarDays } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Days that the administrator entered from yearly notices; they go before the list of the release (`rest-days.ts`). */
export const enteredDays = ({ db }: Pick<Context, 'db'>): Promise<CalendarDay[]> =>
  db
    .select({ day: calendarDays.day, isWorking: calendarDays.isWorking })
    .from(calendarDays)
    .orderBy(asc(calendarDays.day))
    .execute();

/** Holidays and 调休: the statutory list and what was entered since. */
export const workCalendar = async (ctx: Pick<Context, 'db'>): Promise<WorkCalendar> =>
  calendarWith(await enteredDays(ctx));

/** Terms as last days are computed by them: with what was entered, where they move on from rest days at all. */
export async function withEnteredDays<Terms extends Pick<PayLaterTerms, 'restDays'>>(
  ctx: Pick<Context, 'db'>,
  terms: Terms,
): Promise<Terms & LastDayRule> {
  return terms.restDays === 'move' ? { ...terms, calendarDays: await enteredDays(ctx) } : terms;
}

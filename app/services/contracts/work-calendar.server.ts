import type { WorkCalendar } from '#app/domain/days.ts';
import { calendarDays } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Holidays and worked weekends as they are published; a year without any entry is not published yet. */
export async function workCalendar(ctx: Pick<Context, 'db'>): Promise<WorkCalendar> {
  const days = await ctx.db.select().from(calendarDays);
  return {
    holidays: new Set(days.filter((day) => !day.isWorking).map((day) => day.day)),
    workdays: new Set(days.filter((day) => day.isWorking).map((day) => day.day)),
    years: new Set(days.map((day) => Number(day.day.slice(0, 4)))),
  };
}

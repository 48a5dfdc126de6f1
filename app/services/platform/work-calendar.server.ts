import type { WorkCalendar } from '#app/domain/days.ts';
import { calendarDays } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Holidays and 调休 as the table has them; a year counts as published once it has an entry. */
export async function workCalendar({ db }: Pick<Context, 'db'>): Promise<WorkCalendar> {
  const rows = await db.select().from(calendarDays);
  return {
    holidays: new Set(rows.filter((row) => !row.isWorking).map((row) => row.day)),
    workdays: new Set(rows.filter((row) => row.isWorking).map((row) => row.day)),
    years: new Set(rows.map((row) => Number(row.day.slice(0, 4)))),
  };
}

import { addDays, type Day } from '#app/domain/days.ts';
import { publicityWindow } from '#app/domain/publicity.ts';
import type { organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';

type Unit = Pick<typeof organisations.$inferSelect, 'publicityCount'>;

/** The earliest day on which terms can be signed whose publicity begins today: the day after it. */
export async function earliestSigning(ctx: Pick<Context, 'db' | 'now'>, unit: Unit, minDays: number): Promise<Day> {
  const calendar = await workCalendar(ctx);
  const { lastOn } = publicityWindow({ startedAt: ctx.now(), minDays, count: unit.publicityCount, calendar });
  return addDays(lastOn, 1);
}

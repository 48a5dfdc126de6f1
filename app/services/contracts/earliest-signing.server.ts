import { addDays, type Day, dayOf } from '#app/domain/days.ts';
import { publicityRequired, publicityWindow } from '#app/domain/publicity.ts';
import type { organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';

type Unit = Pick<typeof organisations.$inferSelect, 'isStateEstablished' | 'publicityCount'>;

/** The earliest day on which terms that are agreed today can be signed: the day after the publicity of their price, where one is required. */
export async function earliestSigning(ctx: Pick<Context, 'db' | 'now'>, unit: Unit, minDays: number): Promise<Day> {
  if (!publicityRequired(unit)) return dayOf(ctx.now());
  const calendar = await workCalendar(ctx);
  const { lastOn } = publicityWindow({ startedAt: ctx.now(), minDays, count: unit.publicityCount, calendar });
  return addDays(lastOn, 1);
}

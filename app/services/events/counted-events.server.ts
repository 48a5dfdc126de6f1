import { and, eq, gte, like, lt, sql } from 'drizzle-orm';
import { dayOf, startOfDay } from '#app/domain/days.ts';
import { mayConfirmEvent, runsEvents } from '#app/domain/event-access.ts';
import { salonsAYear } from '#app/domain/event-report.ts';
import { eventReports, events } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

export interface CountedEvents {
  readonly year: string;
  readonly counted: number;
  /** Over, and neither reported nor confirmed: they count for nothing yet. */
  readonly open: number;
  readonly target: number | null;
}

/**
 * How many of this year's events count (domain.md 9.1): reported with an item and an attendance list, and confirmed. A department counts
 * its region, a unit its own. Null for everybody else.
 */
export async function countedEvents(ctx: ActorContext): Promise<CountedEvents | null> {
  const { org } = ctx.actor;
  if (org === null || !runsEvents(org.kind)) return null;
  const year = dayOf(ctx.now()).slice(0, 4);
  const isDepartment = mayConfirmEvent(ctx.actor);
  const whose = isDepartment
    ? like(events.regionCode, `${org.regionCode.replace(/(00)+$/, '')}%`)
    : eq(events.orgId, org.orgId);
  const [row] = await ctx.db
    .select({
      counted: sql<number>`count(*) filter (where ${eventReports.isCounted})::int`,
      open: sql<number>`count(*) filter (where ${events.state} in ('held', 'reported'))::int`,
    })
    .from(events)
    .leftJoin(eventReports, eq(eventReports.eventId, events.id))
    .where(
      and(
        whose,
        gte(events.startsAt, startOfDay(`${year}-01-01`)),
        lt(events.startsAt, startOfDay(`${Number(year) + 1}-01-01`)),
      ),
    );
  const isProvince = isDepartment && org.regionCode.endsWith('0000');
  return { year, counted: row?.counted ?? 0, open: row?.open ?? 0, target: isProvince ? salonsAYear : null };
}

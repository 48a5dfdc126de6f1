import { sql } from 'drizzle-orm';
import type { NamedDay } from '#app/domain/calendar-input.ts';
import { calendarDays } from '#db/schema/index.ts';
import { auditMany } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';

/**
 * Enters days of a yearly notice that were agreed: last days of contracts move by them. What was reckoned before, a due day, the end of a
 * publicity, stays as it was told; the last day of a report that is awaited moves on, never back (`retellReports`). The calendar is locked.
 */
export async function setCalendarDays(
  tx: In<ActorContext>,
  { days, setBy }: { readonly days: readonly NamedDay[]; readonly setBy: string },
): Promise<void> {
  const set = { setBy, setAt: tx.now() };
  const rows = await tx.db
    .insert(calendarDays)
    .values(days.map(({ day, isWorking, name }) => ({ day, isWorking, name, ...set })))
    .onConflictDoUpdate({
      target: calendarDays.day,
      set: { isWorking: sql`excluded.is_working`, name: sql`excluded.name`, ...set },
    })
    .returning({ id: calendarDays.id });
  const ids = rows.map(({ id }) => id);
  await auditMany(tx, { deed: 'calendar_day.set', subjectType: 'calendar_day', orgId: null }, ids);
  await tx.jobs.enqueue(tx.db, 'royalty.retell', {});
}

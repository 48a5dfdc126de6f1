import { inArray } from 'drizzle-orm';
import type { NamedDay } from '#app/domain/calendar-input.ts';
import { calendarDays } from '#db/schema/index.ts';
import { auditMany } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';

/** Takes entered days out again: the list of the release counts for them. The calendar is locked. */
export async function dropCalendarDays(
  tx: In<ActorContext>,
  { days }: { readonly days: readonly NamedDay[] },
): Promise<void> {
  const isOne = inArray(
    calendarDays.day,
    days.map(({ day }) => day),
  );
  const rows = await tx.db.delete(calendarDays).where(isOne).returning({ id: calendarDays.id });
  const ids = rows.map(({ id }) => id);
  await auditMany(tx, { deed: 'calendar_day.drop', subjectType: 'calendar_day', orgId: null }, ids);
  await tx.jobs.enqueue(tx.db, 'royalty.retell', {});
}

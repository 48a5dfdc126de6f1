import { sql } from 'drizzle-orm';
import { hasPlatformRole, isProofFresh } from '#app/domain/access.ts';
import { calendarFaults, type NamedDay } from '#app/domain/calendar-input.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { calendarDays } from '#db/schema/index.ts';
import { auditMany } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';
import { enteredDays } from './work-calendar.server.ts';

/**
 * The administrator enters days of a yearly notice, with a fresh second factor: last days of contracts move by them. What was reckoned
 * before, a due day, the end of a publicity, stays as it was told; the last day of a report that is awaited moves on, never back
 * (`retellReports`).
 */
export async function setCalendarDays(ctx: ActorContext, { lines }: { readonly lines: readonly NamedDay[] }) {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    await lockName(tx.db, 'calendar-days');
    refuseFaults(calendarFaults(lines, await enteredDays(tx), dayOf(tx.now())));
    const set = { setBy: tx.actor.userId, setAt: tx.now() };
    const rows = await tx.db
      .insert(calendarDays)
      .values(lines.map((line) => ({ ...line, ...set })))
      .onConflictDoUpdate({
        target: calendarDays.day,
        set: { isWorking: sql`excluded.is_working`, name: sql`excluded.name`, ...set },
      })
      .returning({ id: calendarDays.id });
    const ids = rows.map(({ id }) => id);
    await auditMany(tx, { deed: 'calendar_day.set', subjectType: 'calendar_day', orgId: null }, ids);
    await tx.jobs.enqueue(tx.db, 'royalty.retell', {});
  });
}

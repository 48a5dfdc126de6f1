import { between } from 'drizzle-orm';
import { hasPlatformRole, isProofFresh } from '#app/domain/access.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { calendarDays } from '#db/schema/index.ts';
import { auditMany } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';

/** Takes entered days out again, from the first to the last, as long as none has come: the list of the release counts for them. */
export async function dropCalendarDays(
  ctx: ActorContext,
  { fromOn, toOn }: { readonly fromOn: Day; readonly toOn: Day },
): Promise<void> {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    await lockName(tx.db, 'calendar-days');
    if (fromOn <= dayOf(tx.now())) throw new AppError('state_changed');
    const rows = await tx.db
      .delete(calendarDays)
      .where(between(calendarDays.day, fromOn, toOn))
      .returning({ id: calendarDays.id });
    if (rows.length === 0) throw new AppError('not_found');
    const ids = rows.map(({ id }) => id);
    await auditMany(tx, { deed: 'calendar_day.drop', subjectType: 'calendar_day', orgId: null }, ids);
    await tx.jobs.enqueue(tx.db, 'royalty.retell', {});
  });
}

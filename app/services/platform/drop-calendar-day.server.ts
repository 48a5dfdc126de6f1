import { eq } from 'drizzle-orm';
import { hasPlatformRole, isProofFresh } from '#app/domain/access.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { calendarDays } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';

/** Takes an entered day out again, as long as it has not come: the list of the release counts for it. */
export async function dropCalendarDay(ctx: ActorContext, { day }: { readonly day: Day }): Promise<void> {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    await lockName(tx.db, 'calendar-days');
    if (day <= dayOf(tx.now())) throw new AppError('state_changed');
    const [row] = await tx.db.delete(calendarDays).where(eq(calendarDays.day, day)).returning({ id: calendarDays.id });
    if (row === undefined) throw new AppError('not_found');
    await audit(tx, { deed: 'calendar_day.drop', subjectType: 'calendar_day', subjectId: row.id, orgId: null });
  });
}

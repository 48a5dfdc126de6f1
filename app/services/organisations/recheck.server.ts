import { eq } from 'drizzle-orm';
import { addDays, dayOf, endOfDay, startOfDay } from '#app/domain/days.ts';
import { recheckDays, recheckOn } from '#app/domain/trust.ts';
import { organisations } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

/** Sets the day on which papers seen today are due again, or takes it away where nobody vouches any more. */
export async function planRecheck(tx: In<Context>, orgId: string, isVouched: boolean): Promise<void> {
  if (!isVouched) {
    await clearDeadline(tx, 'organisation.recheck', orgId);
    await clearDeadline(tx, 'organisation.remind', orgId);
    return;
  }
  const on = recheckOn(dayOf(tx.now()));
  const opensAt = startOfDay(addDays(on, -recheckDays));
  await setDeadline(tx, { kind: 'organisation.recheck', subjectId: orgId, orgId, dueAt: endOfDay(on), opensAt });
  await setDeadline(tx, { kind: 'organisation.remind', subjectId: orgId, orgId: null, dueAt: opensAt });
}

/** A month before the year is over the organisation is asked for its papers. Called by the sweep, any number of times. */
export async function remindRecheck(ctx: Context, orgId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [org] = await tx.db.select().from(organisations).where(eq(organisations.id, orgId)).for('share');
    await clearDeadline(tx, 'organisation.remind', orgId);
    if (org?.state !== 'verified') return;
    await notifyOrganisation(tx, orgId, ['owner', 'officer'], {
      kind: 'organisation.remind',
      href: '/desk/organisation',
    });
  });
}

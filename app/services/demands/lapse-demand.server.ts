import { eq } from 'drizzle-orm';
import { confirmDates } from '#app/domain/demand-freshness.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { demands } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { moveDemand } from './move-demand.server.ts';

/** Sixty days without a word: the enterprise is told once that the demand will lapse. Called by the sweep. */
export async function remindConfirm(ctx: Context, demandId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [demand] = await tx.db.select().from(demands).where(eq(demands.id, demandId)).for('update');
    await clearDeadline(tx, 'demand.confirm', demandId);
    if (demand === undefined || !isMatchable(demand.state)) return;
    const confirmedAt = demand.confirmedAt ?? demand.publishedAt ?? demand.createdAt;
    const { dueAt, opensAt, lapsesAt } = confirmDates(confirmedAt);
    // Confirmed in the same moment: the new date stands.
    if (dueAt > tx.now())
      return setDeadline(tx, { kind: 'demand.confirm', subjectId: demandId, orgId: demand.orgId, dueAt, opensAt });
    await setDeadline(tx, { kind: 'demand.lapse', subjectId: demandId, orgId: demand.orgId, dueAt: lapsesAt });
    const notice = { kind: 'demand.confirm', href: `/desk/demands/${demandId}` };
    await notifyOrganisation(tx, demand.orgId, ['officer'], notice);
  });
}

/** Nobody confirmed it within the fortnight after: it is no longer public, and can be renewed. Called by the sweep. */
export async function lapseDemand(ctx: Context, demandId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [demand] = await tx.db.select().from(demands).where(eq(demands.id, demandId)).for('update');
    await clearDeadline(tx, 'demand.lapse', demandId);
    if (demand === undefined || !isMatchable(demand.state)) return;
    const confirmedAt = demand.confirmedAt ?? demand.publishedAt ?? demand.createdAt;
    if (confirmDates(confirmedAt).lapsesAt > tx.now()) return;
    await moveDemand(tx, demand, 'expire', 'demand.lapse');
    const notice = { kind: 'demand.lapse', href: `/desk/demands/${demandId}` };
    await notifyOrganisation(tx, demand.orgId, ['officer'], notice);
  });
}

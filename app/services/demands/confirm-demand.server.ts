import { and, eq, inArray } from 'drizzle-orm';
import { confirmDates } from '#app/domain/demand-freshness.ts';
import { matchableStates } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { demands } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { type Demand, ownDemand } from './own-demand.server.ts';

/** The enterprise says that it still wants this: good for 60 days. */
export async function confirmDemand(ctx: ActorContext, input: { id: string }): Promise<Demand> {
  const demand = await ownDemand(ctx, input.id);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(demands)
      .set({ confirmedAt: tx.now(), updatedAt: tx.now() })
      .where(and(eq(demands.id, demand.id), inArray(demands.state, matchableStates)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'demand.confirm', subjectType: 'demand', subjectId: row.id, versionN: row.versionN });
    await noteSearchChange(tx, 'demand', row.id);
    await planConfirm(tx, row);
    return row;
  });
}

/** Sets the next confirmation of a demand that is public, and takes both dates away from one that no longer is. */
export async function planConfirm(tx: In<Context>, demand: Pick<Demand, 'id' | 'state' | 'orgId'>): Promise<void> {
  await clearDeadline(tx, 'demand.lapse', demand.id);
  if (!matchableStates.includes(demand.state)) return clearDeadline(tx, 'demand.confirm', demand.id);
  const { dueAt, opensAt } = confirmDates(tx.now());
  await setDeadline(tx, { kind: 'demand.confirm', subjectId: demand.id, orgId: demand.orgId, dueAt, opensAt });
}

import { and, eq } from 'drizzle-orm';
import { demandMachine } from '#app/domain/demand.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { demands } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { closeSplit } from './close-split.server.ts';
import { planConfirm } from './confirm-demand.server.ts';
import { type Demand, demandOfficer } from './own-demand.server.ts';
import { saveDemand, type SaveDemand } from './save-demand.server.ts';

/** Keeps what the form says and makes it public, in one transaction. The caller then asks for matches. */
export async function publishDemand(ctx: ActorContext, input: SaveDemand): Promise<Demand> {
  if (!demandOfficer(ctx).verified) throw new AppError('organisation_unverified');
  return inTransaction(ctx, async (tx) => {
    const draft = await saveDemand({ ...ctx, db: tx.db }, input);
    // The same form sent twice finds the demand that its first sending published.
    if (input.id === undefined && draft.state === 'published') return draft;
    const [row] = await tx.db
      .update(demands)
      .set({
        state: nextState(demandMachine, draft.state, 'publish'),
        publishedAt: tx.now(),
        confirmedAt: tx.now(),
        updatedAt: tx.now(),
      })
      .where(and(eq(demands.id, draft.id), eq(demands.state, draft.state), eq(demands.versionN, draft.versionN)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'demand.publish', subjectType: 'demand', subjectId: row.id, versionN: row.versionN });
    await noteSearchChange(tx, 'demand', row.id);
    await planConfirm(tx, row);
    await closeSplit(tx, row.splitFromId);
    return row;
  });
}

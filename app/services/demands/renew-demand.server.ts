import { and, eq } from 'drizzle-orm';
import type { Day } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { demandVersions } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { closeSplit } from './close-split.server.ts';
import { planConfirm } from './confirm-demand.server.ts';
import { moveDemand } from './move-demand.server.ts';
import { type Demand, ownDemand } from './own-demand.server.ts';
import { checkDemand, storeVersion } from './store-version.server.ts';

/** An expired demand is still wanted: a new version with a later day, and public again. */
export async function renewDemand(ctx: ActorContext, input: { id: string; validUntilOn: Day }): Promise<Demand> {
  const demand = await ownDemand(ctx, input.id);
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  const [version] = await ctx.db
    .select({ data: demandVersions.data })
    .from(demandVersions)
    .where(and(eq(demandVersions.demandId, demand.id), eq(demandVersions.n, demand.versionN)));
  if (version === undefined) throw new Error('demand without its version');
  // What was to be solved by a day that has passed is open again.
  const data = { ...version.data, validUntilOn: input.validUntilOn, solveByOn: null };
  await checkDemand(ctx, data);
  const versionN = demand.versionN + 1;
  return inTransaction(ctx, async (tx) => {
    const columns = { versionN, validUntilOn: input.validUntilOn, confirmedAt: tx.now() };
    const row = await moveDemand(tx, demand, 'renew', 'demand.renew', columns);
    await storeVersion(tx, row.id, versionN, data);
    await planConfirm(tx, row);
    // A part renewed may be the last that its whole waits for; a whole is not renewed beside its parts.
    await closeSplit(tx, row.splitFromId);
    await closeSplit(tx, row.id);
    return row;
  });
}

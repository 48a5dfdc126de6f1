import { and, eq, inArray } from 'drizzle-orm';
import { isMatchable } from '#app/domain/demand-match.ts';
import { maxMetrics } from '#app/domain/demand-form.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import { AppError } from '#app/domain/errors.ts';
import { deals, demandVersions } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { matchedTeams } from './matched-teams.server.ts';
import { moveDemand } from './move-demand.server.ts';
import { type Demand, ownDemand } from './own-demand.server.ts';
import { reviseDemand } from './revise-demand.server.ts';

/**
 * Merges one demand into another of the same enterprise: its targets join the other's as a new version, it is closed as merged,
 * and its teams are told where it goes on. One that is being talked about is not merged away.
 */
export async function mergeDemands(ctx: ActorContext, input: { id: string; intoId: string }): Promise<Demand> {
  const [from, into] = [await ownDemand(ctx, input.id), await ownDemand(ctx, input.intoId)];
  if (from.id === into.id) throw new AppError('invalid', { says: '请选另一项需求。' }, 'intoId');
  if (!isMatchable(from.state) || !isMatchable(into.state)) throw new AppError('state_changed');
  const current = async (demand: Demand) => {
    const [version] = await ctx.db
      .select({ data: demandVersions.data })
      .from(demandVersions)
      .where(and(eq(demandVersions.demandId, demand.id), eq(demandVersions.n, demand.versionN)));
    if (version === undefined) throw new Error('demand without its version');
    return version.data;
  };
  const [own, other] = [await current(into), await current(from)];
  const known = new Set(own.metrics.map(({ name }) => name));
  const metrics = [...own.metrics, ...other.metrics.filter(({ name }) => !known.has(name))];
  if (metrics.length > maxMetrics)
    throw new AppError('invalid', { says: `合并后有 ${metrics.length} 项指标，最多 ${maxMetrics} 项。` }, 'intoId');
  return inTransaction(ctx, async (tx) => {
    const [talk] = await tx.db
      .select({ no: deals.no })
      .from(deals)
      .where(and(eq(deals.demandId, from.id), inArray(deals.state, [...openDealStates])));
    if (talk !== undefined)
      throw new AppError('invalid', { says: `洽谈 ${talk.no} 还在谈这项需求，先把它谈完。` }, 'intoId');
    const inner = { ...ctx, db: tx.db };
    const row = await reviseDemand(inner, { id: into.id, versionN: into.versionN, data: { ...own, metrics } });
    await moveDemand(tx, from, 'close', 'demand.close.merged', { closeReason: 'merged', mergedIntoId: into.id });
    for (const { id } of await matchedTeams(tx, from.id))
      await notifyOrganisation(tx, id, ['officer'], {
        kind: 'demand.merge',
        // A page of the one that was merged: where it goes on is told there, unless that would name an anonymous enterprise.
        href: `/desk/demands/${from.id}/questions`,
      });
    return row;
  });
}

import { and, eq, inArray } from 'drizzle-orm';
import { hasTalked } from '#app/domain/deal-access.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { publicDemandStates } from '#app/domain/demand.ts';
import { deals, demands } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { matchedTeams } from './matched-teams.server.ts';
import { moveDemand } from './move-demand.server.ts';

/**
 * A demand that was split is closed once none of its parts is a draft any more and one of them is public: it is matched and asked
 * about no longer. One that is talked about waits until the talk is over. Its teams are told where it goes on.
 */
export async function closeSplit(tx: In<Context>, wholeId: string | null): Promise<void> {
  if (wholeId === null) return;
  // The whole's row orders its parts: the later of two that are published at once finds the other public.
  const [whole] = await tx.db.select().from(demands).where(eq(demands.id, wholeId)).for('update');
  if (whole === undefined || !isMatchable(whole.state)) return;
  const parts = await tx.db.select().from(demands).where(eq(demands.splitFromId, whole.id));
  if (parts.some(({ state }) => state === 'draft' || state === 'review')) return;
  if (!parts.some(({ state }) => publicDemandStates.includes(state))) return;
  // A part that was merged back stands in the whole itself.
  if (parts.some(({ mergedIntoId }) => mergedIntoId === whole.id)) return;
  const talks = and(eq(deals.demandId, whole.id), inArray(deals.state, openDealStates.filter(hasTalked)));
  if ((await tx.db.$count(deals, talks)) > 0) return;
  await moveDemand(tx, whole, 'close', 'demand.close.split', { closeReason: 'split' });
  for (const { id } of await matchedTeams(tx, whole.id))
    await notifyOrganisation(tx, id, ['officer'], {
      kind: 'demand.split',
      href: `/desk/demands/${whole.id}/questions`,
    });
}

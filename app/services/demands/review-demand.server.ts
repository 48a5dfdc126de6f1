import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { closeSplit } from './close-split.server.ts';
import { planConfirm } from './confirm-demand.server.ts';
import { moveDemand } from './move-demand.server.ts';
import { type Demand, ownDemand } from './own-demand.server.ts';

/** The enterprise's officer lets a demand that somebody wrote down for it go public, or sends it back with a word. */
export async function reviewDemand(
  ctx: ActorContext,
  input: { id: string; approve: true } | { id: string; approve: false; note: string },
): Promise<Demand> {
  const demand = await ownDemand(ctx, input.id);
  if (demand.state !== 'review') throw new AppError('state_changed');
  if (input.approve && !ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  return inTransaction(ctx, async (tx) => {
    const row = input.approve
      ? await moveDemand(tx, demand, 'publish', 'demand.publish', { publishedAt: tx.now(), confirmedAt: tx.now() })
      : await moveDemand(tx, demand, 'return', 'demand.return', { reviewNote: input.note });
    if (input.approve) await planConfirm(tx, row);
    if (input.approve) await closeSplit(tx, row.splitFromId);
    if (row.enteredBy !== null) {
      const kind = input.approve ? 'demand.approve' : 'demand.return';
      await notifyPeople(tx, [row.enteredBy], { kind, href: '/desk/mandates#on-behalf' });
    }
    return row;
  });
}

import { orgOf, otherSide } from '#app/domain/deal-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayRunRoom } from '#app/domain/nda-access.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import type { Deal } from '../deals/load-deal.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { moveNda, type Nda, reachRoom, standingNda } from './reach-room.server.ts';

interface NdaDeed {
  readonly dealId: string;
  readonly ndaId: string;
}

/** Stops the disclosure: from now on nothing of the room opens for the other side. Either side may, at any time. */
export async function endNda(ctx: ActorContext, input: NdaDeed): Promise<Nda> {
  return ofStanding(ctx, input, async (tx, nda, deal, orgId) => {
    const row = await moveNda(tx, nda, 'end', { endedAt: tx.now(), endedBy: tx.actor.userId });
    const side = orgId === deal.licensorOrgId ? 'licensor' : 'licensee';
    await notifyOrganisation(tx, orgOf(deal, otherSide(side)), ['officer'], {
      kind: 'nda.end',
      href: `/desk/deals/${deal.id}/room`,
    });
    return row;
  });
}

/** Takes a text back before both have accepted it; only the side that proposed it. */
export async function withdrawNda(ctx: ActorContext, input: NdaDeed): Promise<Nda> {
  return ofStanding(ctx, input, (tx, nda, _deal, orgId) => {
    if (nda.orgId !== orgId) throw new AppError('forbidden');
    return moveNda(tx, nda, 'withdraw', { endedAt: tx.now(), endedBy: tx.actor.userId });
  });
}

async function ofStanding(
  ctx: ActorContext,
  { dealId, ndaId }: NdaDeed,
  work: (tx: In<ActorContext>, nda: Nda, deal: Deal, orgId: string) => Promise<Nda>,
): Promise<Nda> {
  if (!mayRunRoom(ctx.actor)) throw new AppError('forbidden');
  const { deal, orgId } = await reachRoom(ctx, dealId);
  return inTransaction(ctx, async (tx) => {
    const nda = await standingNda(tx, dealId, 'update');
    if (nda === null || nda.id !== ndaId) throw new AppError('state_changed');
    return work(tx, nda, deal, orgId);
  });
}

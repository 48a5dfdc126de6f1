import { orgOf, otherSide } from '#app/domain/deal-access.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type Deal, mayTrigger, moveDeal, partyDeal } from './load-deal.server.ts';

/** Either side takes the deal into due diligence or a pilot (尽调/中试), or back to the talk. */
export async function moveStage(ctx: ActorContext, input: { id: string; event: 'examine' | 'discuss' }): Promise<Deal> {
  const { deal, side } = await partyDeal(ctx, input.id, input.event);
  mayTrigger(ctx, deal, input.event);
  return inTransaction(ctx, async (tx) => {
    const row = input.event === 'examine' ? await moveDeal(tx, deal, 'examine') : await moveDeal(tx, deal, 'discuss');
    const notice = { kind: `deal.${input.event}`, href: `/desk/deals/${row.id}` };
    await notifyOrganisation(tx, orgOf(row, otherSide(side)), ['officer'], notice);
    return row;
  });
}

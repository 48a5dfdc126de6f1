import { mayDoInDeal } from '#app/domain/deal-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { moveMandate, ownMandate } from './move-mandate.server.ts';
import type { Mandate } from './reach-deal.server.ts';

/** The client takes an invitation back, or one of the two ends a mandate. Commission on contracts made stays due. */
export async function endMandate(ctx: ActorContext, input: { dealId: string; mandateId: string }): Promise<Mandate> {
  const { mandate, role } = await ownMandate(ctx, input);
  if (role === 'client' && !mayDoInDeal(ctx.actor, 'invite')) throw new AppError('forbidden');
  if (role === 'broker' && mandate.state === 'invited') throw new AppError('state_changed');
  const event = mandate.state === 'invited' ? 'withdraw' : 'end';
  return inTransaction(ctx, async (tx) => {
    const row = await moveMandate(tx, mandate, event);
    const kind = `mandate.${event}`;
    await notifyOrganisation(tx, row.clientOrgId, ['officer'], { kind, href: `/desk/deals/${row.dealId}` });
    // The room is closed to him from now on; his own list is not.
    await notifyPeople(tx, [row.brokerUserId], { kind, href: '/desk/mandates' });
    return row;
  });
}

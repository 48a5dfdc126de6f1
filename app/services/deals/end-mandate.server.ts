import { eq } from 'drizzle-orm';
import { mayDoInDeal } from '#app/domain/deal-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { mandates } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { endInvitations } from './end-invitations.server.ts';
import { moveMandate, ownMandate } from './move-mandate.server.ts';
import type { Mandate } from './reach-deal.server.ts';

/** The client takes an invitation back, or one of the two ends a mandate. Commission on contracts made stays due. */
export async function endMandate(ctx: ActorContext, input: { dealId: string; mandateId: string }): Promise<Mandate> {
  const { mandate, role, isIntroduced } = await ownMandate(ctx, input);
  if (role === 'client' && !mayDoInDeal(ctx.actor, 'invite')) throw new AppError('forbidden');
  if (role === 'broker' && mandate.state === 'invited') throw new AppError('state_changed');
  // Else a client would end it a minute before he signs (反跳单, Civil Code art. 965). The standing mandate he may end; its tail holds.
  if (role === 'client' && mandate.state === 'active' && isIntroduced)
    throw new AppError('invalid', { says: '双方是这位技术经纪人介绍的，这份委托由技术经纪人解除，或者到期结束。' });
  const event = mandate.state === 'active' ? 'end' : 'withdraw';
  return inTransaction(ctx, async (tx) => {
    const row = await moveMandate(tx, mandate, event);
    const kind = `mandate.${event}`;
    await notifyOrganisation(tx, row.clientOrgId, ['officer'], { kind, href: `/desk/deals/${row.dealId}` });
    // The room is closed to him from now on; his own list is not. Who was never asked is told nothing.
    if (mandate.state !== 'sharing') await notifyPeople(tx, [row.brokerUserId], { kind, href: '/desk/mandates' });
    // Of a commission that is no more nobody gets a part.
    await endInvitations(tx, eq(mandates.sharesWithId, row.id));
    return row;
  });
}

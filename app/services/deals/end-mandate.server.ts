import { and, eq } from 'drizzle-orm';
import { mayDoInDeal } from '#app/domain/deal-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { deals, mandates } from '#db/schema/index.ts';
import { hasIntroduced } from '../brokers/has-introduced.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { endParts, giveBack, lockMandate } from './end-parts.server.ts';
import { moveMandate, ownMandate } from './move-mandate.server.ts';
import type { Mandate } from './reach-deal.server.ts';

/**
 * The client takes an invitation back, or one of the two ends a mandate. Commission on contracts made stays due; before one is made
 * a part goes back into the commission that it was taken from, and ends with it.
 */
export async function endMandate(ctx: ActorContext, input: { dealId: string; mandateId: string }): Promise<Mandate> {
  const { mandate, role, isIntroduced } = await ownMandate(ctx, input);
  if (role === 'client' && !mayDoInDeal(ctx.actor, 'invite')) throw new AppError('forbidden');
  if (role === 'broker' && mandate.state === 'invited') throw new AppError('state_changed');
  const event = mandate.state === 'active' ? 'end' : 'withdraw';
  return inTransaction(ctx, async (tx) => {
    // Held against the signature, which moves the same row: a part goes back before it or not at all.
    const [deal] = await tx.db.select().from(deals).where(eq(deals.id, mandate.dealId)).for('share');
    if (deal === undefined) throw new AppError('state_changed');
    // Whose commission it is comes first, as where the part is taken.
    if (mandate.sharesWithId !== null) await lockMandate(tx, mandate.sharesWithId);
    const now = await lockMandate(tx, mandate.id);
    if (now.state !== mandate.state) throw new AppError('state_changed');
    // Else a client would end it a minute before he signs (反跳单, Civil Code art. 965). The standing mandate he may end; its tail holds.
    if (role === 'client' && event === 'end' && isIntroduced)
      throw new AppError('invalid', { says: '双方是这位技术经纪人介绍的，这份委托由技术经纪人解除，或者到期结束。' });
    if (role === 'client' && event === 'end' && (await hasIntroducedPart(tx, mandate.id)))
      throw new AppError('invalid', {
        says: '从这份佣金里分的技术经纪人介绍了双方，这份委托由技术经纪人解除，或者到期结束。',
      });
    // Of a commission that is no more nobody gets a part.
    await endParts(tx, now, deal);
    const row = await moveMandate(tx, now, event);
    if (event === 'end') await giveBack(tx, now, deal);
    const kind = `mandate.${event}`;
    await notifyOrganisation(tx, row.clientOrgId, ['officer'], { kind, href: `/desk/deals/${row.dealId}` });
    // The room is closed to him from now on; his own list is not. Who was never asked is told nothing.
    if (mandate.state !== 'sharing') await notifyPeople(tx, [row.brokerUserId], { kind, href: '/desk/mandates' });
    return row;
  });
}

/** A broker who introduced the two sides lives by a part of this mandate's commission, which would end with it. */
async function hasIntroducedPart(tx: In<ActorContext>, mandateId: string): Promise<boolean> {
  const parts = await tx.db
    .select({ id: mandates.id })
    .from(mandates)
    .innerJoin(deals, eq(deals.id, mandates.dealId))
    .where(and(eq(mandates.sharesWithId, mandateId), eq(mandates.state, 'active'), hasIntroduced));
  return parts.length > 0;
}

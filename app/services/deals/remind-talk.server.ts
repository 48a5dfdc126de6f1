import { eq } from 'drizzle-orm';
import { orgOf, otherSide, requesterSide } from '#app/domain/deal-access.ts';
import { deals } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';

/** Two working days before the clock runs out the asked side is reminded, once. Called by the sweep, any number of times. */
export async function remindTalk(ctx: Context, dealId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [deal] = await tx.db.select().from(deals).where(eq(deals.id, dealId)).for('update');
    await clearDeadline(tx, 'deal.remind', dealId);
    if (deal === undefined || deal.state !== 'requested' || deal.remindedAt !== null) return;
    await tx.db.update(deals).set({ remindedAt: tx.now() }).where(eq(deals.id, dealId));
    const notice = { kind: 'deal.remind', href: `/desk/deals/${dealId}` };
    if (deal.handlerId !== null) return notifyPeople(tx, [deal.handlerId], notice);
    await notifyOrganisation(tx, orgOf(deal, otherSide(requesterSide(deal))), ['officer'], notice);
  });
}

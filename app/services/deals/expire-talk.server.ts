import { eq } from 'drizzle-orm';
import { orgOf, requesterSide } from '#app/domain/deal-access.ts';
import { deals } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { fittingBrokers } from './fitting-brokers.server.ts';
import { moveDeal } from './load-deal.server.ts';

/** The reply clock ran out: the request ends and, where the asker wants it, goes to fitting brokers. Called by the sweep, any number of times; an answered request is left alone. */
export async function expireTalk(ctx: Context, subjectId: string): Promise<void> {
  const [deal] = await ctx.db.select().from(deals).where(eq(deals.id, subjectId));
  if (deal === undefined || deal.state !== 'requested' || deal.replyDueAt > ctx.now()) return;
  await inTransaction(ctx, async (tx) => {
    const offeredTo = deal.mayOffer ? await fittingBrokers(tx, deal) : [];
    const row = await moveDeal(tx, deal, 'expire', { offeredAt: offeredTo.length > 0 ? tx.now() : null });
    await clearDeadline(tx, 'deal.reply', row.id);
    await clearDeadline(tx, 'deal.remind', row.id);
    await notifyPeople(tx, offeredTo, { kind: 'deal.offered', href: '/desk/mandates#offered' });
    const notice = { kind: 'deal.expire', href: `/desk/deals/${row.id}` };
    await notifyOrganisation(tx, orgOf(row, requesterSide(row)), ['officer'], notice);
  });
}

import { orgOf, requesterSide } from '#app/domain/deal-access.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { followDeal } from '../demands/follow-deal.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type Deal, mayTrigger, moveDeal, partyDeal } from './load-deal.server.ts';

/** The receiver agrees to talk: the deal room opens for both sides. */
export async function acceptTalk(ctx: ActorContext, input: { id: string }): Promise<Deal> {
  const { deal } = await partyDeal(ctx, input.id, 'accept');
  mayTrigger(ctx, deal, 'accept', 'verified');
  return inTransaction(ctx, async (tx) => {
    const row = await moveDeal(tx, deal, 'accept', { repliedAt: tx.now(), repliedBy: tx.actor.userId });
    await clearDeadline(tx, 'deal.reply', row.id);
    await clearDeadline(tx, 'deal.remind', row.id);
    await followDeal(tx, row, 'talk');
    const notice = { kind: 'deal.accept', href: `/desk/deals/${row.id}` };
    await notifyOrganisation(tx, orgOf(row, requesterSide(row)), ['officer'], notice);
    return row;
  });
}

import { orgOf, otherSide, requesterSide } from '#app/domain/deal-access.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { answerPair } from './answer-pair.server.ts';
import { type Deal, mayTrigger, moveDeal, partyDeal } from './load-deal.server.ts';

/** The asker takes his request back before it is answered. */
export async function withdrawTalk(ctx: ActorContext, input: { id: string }): Promise<Deal> {
  const { deal } = await partyDeal(ctx, input.id, 'withdraw');
  mayTrigger(ctx, deal, 'withdraw');
  return inTransaction(ctx, async (tx) => {
    const row = await moveDeal(tx, deal, 'withdraw');
    await clearDeadline(tx, 'deal.reply', row.id);
    await clearDeadline(tx, 'deal.remind', row.id);
    await answerPair(tx, row, null, { orgId: orgOf(row, requesterSide(row)) });
    const receiver = orgOf(row, otherSide(requesterSide(row)));
    await notifyOrganisation(tx, receiver, ['officer'], { kind: 'deal.withdraw', href: `/desk/deals/${row.id}` });
    return row;
  });
}

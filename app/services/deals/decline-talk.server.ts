import { orgOf, otherSide, requesterSide } from '#app/domain/deal-access.ts';
import type { DeclineReason } from '#app/domain/deal.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { answerPair } from './answer-pair.server.ts';
import { type Deal, mayTrigger, moveDeal, partyDeal } from './load-deal.server.ts';

/** The receiver says no with a structured reason, which goes back to the asker. */
export async function declineTalk(
  ctx: ActorContext,
  input: { id: string; reason: DeclineReason; note: string },
): Promise<Deal> {
  const { deal } = await partyDeal(ctx, input.id, 'decline');
  mayTrigger(ctx, deal, 'decline');
  return inTransaction(ctx, async (tx) => {
    const row = await moveDeal(tx, deal, 'decline', {
      repliedAt: tx.now(),
      repliedBy: tx.actor.userId,
      declineReason: input.reason,
      declineNote: input.note || null,
    });
    await clearDeadline(tx, 'deal.reply', row.id);
    await clearDeadline(tx, 'deal.remind', row.id);
    const orgId = orgOf(row, otherSide(requesterSide(row)));
    await answerPair(tx, row, 'declined', { orgId, reason: input.reason });
    const notice = { kind: 'deal.decline', href: `/desk/deals/${row.id}` };
    await notifyOrganisation(tx, orgOf(row, requesterSide(row)), ['officer'], notice);
    return row;
  });
}

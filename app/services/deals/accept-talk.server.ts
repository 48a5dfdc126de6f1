import { and, eq, inArray, ne } from 'drizzle-orm';
import { hasTalked, orgOf, requesterSide } from '#app/domain/deal-access.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievements, deals } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { followDeal } from '../demands/follow-deal.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type Deal, mayTrigger, moveDeal, partyDeal } from './load-deal.server.ts';

/** The receiver agrees to talk: the deal room opens for both sides. */
export async function acceptTalk(ctx: ActorContext, input: { id: string }): Promise<Deal> {
  const { deal } = await partyDeal(ctx, input.id, 'accept');
  mayTrigger(ctx, deal, 'accept', 'verified');
  return inTransaction(ctx, async (tx) => {
    await refuseSecondTalk(tx, deal);
    const row = await moveDeal(tx, deal, 'accept', { repliedAt: tx.now(), repliedBy: tx.actor.userId });
    await clearDeadline(tx, 'deal.reply', row.id);
    await clearDeadline(tx, 'deal.remind', row.id);
    await followDeal(tx, row, 'talk');
    const notice = { kind: 'deal.accept', href: `/desk/deals/${row.id}` };
    await notifyOrganisation(tx, orgOf(row, requesterSide(row)), ['officer'], notice);
    return row;
  });
}

/** An answer to an anonymous demand may stand beside a talk of the same two about the same achievement: one talk is enough. */
async function refuseSecondTalk(tx: In<ActorContext>, deal: Deal): Promise<void> {
  // The achievement's row orders all talks about it.
  const own = eq(achievements.id, deal.achievementId);
  await tx.db.select({ id: achievements.id }).from(achievements).where(own).for('update');
  const [open] = await tx.db
    .select({ id: deals.id, no: deals.no })
    .from(deals)
    .where(
      and(
        eq(deals.achievementId, deal.achievementId),
        eq(deals.licenseeOrgId, deal.licenseeOrgId),
        ne(deals.id, deal.id),
        inArray(deals.state, openDealStates.filter(hasTalked)),
      ),
    );
  if (open !== undefined)
    throw new AppError('duplicate', {
      says: `双方对这项成果已经在谈（${open.no}），请到那里继续，这一份可以婉拒。`,
      dealId: open.id,
    });
}

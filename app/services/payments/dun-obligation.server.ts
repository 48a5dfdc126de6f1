import { dayOf } from '#app/domain/days.ts';
import { isDunnable } from '#app/domain/dunning.ts';
import { AppError } from '#app/domain/errors.ts';
import { formatYuan } from '#app/domain/money.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { dunnings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { getWrittenOff } from '../write-offs/write-off-facts.server.ts';
import { findContestedOn } from './interest-of-claim.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { getOwnClaim } from './own-claim.server.ts';

export type Dunning = typeof dunnings.$inferSelect;

/**
 * The payee reminds the payer of a claim that is overdue or due soon (催款通知): the payer's people are told, once a day, of all that
 * is open: they are told of no write-off.
 */
export async function dunObligation(ctx: ActorContext, { obligationId }: { obligationId: string }): Promise<Dunning> {
  if (!mayDoMoney(ctx.actor, 'dun')) throw new AppError('forbidden');
  await getOwnClaim(ctx, obligationId, 'payee');
  return inTransaction(ctx, async (tx) => {
    const { obligation, payableFen } = await lockClaim(tx, obligationId);
    const sentOn = dayOf(tx.now());
    const writtenOffFen = await getWrittenOff(tx, obligationId);
    const isContested = (await findContestedOn(tx, obligation)) !== null;
    const claim = { dueOn: obligation.dueOn, payableFen, writtenOffFen, isContested };
    if (!isDunnable(claim, sentOn)) throw new AppError('state_changed');
    const [sent] = await tx.db
      .insert(dunnings)
      .values({
        obligationId,
        orgId: obligation.payeeOrgId,
        sentOn,
        outstandingFen: payableFen,
        sentBy: tx.actor.userId,
        createdAt: tx.now(),
      })
      .onConflictDoNothing({ target: [dunnings.obligationId, dunnings.sentOn] })
      .returning();
    if (sent === undefined) throw new AppError('duplicate', { says: '今天已经发过催款通知，每天最多发一次。' });
    await audit(tx, { deed: 'obligation.dun', subjectType: 'obligation', subjectId: obligationId });
    await notifyOrganisation(tx, obligation.payerOrgId, ['owner', 'officer', 'finance'], {
      kind: 'obligation.dun',
      params: { title: obligation.label, amount: formatYuan(payableFen), dueOn: obligation.dueOn },
      href: `/desk/obligations/${obligationId}`,
    });
    return sent;
  });
}

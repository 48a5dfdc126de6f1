import { and, eq, isNull } from 'drizzle-orm';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { probeDays } from '#app/domain/payee-account.ts';
import { payeeAccounts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { PayeeAccountRow } from './move-payee-account.server.ts';
import { lockReviewedAccount, requireAccountReviewer } from './own-payee-account.server.ts';

/** The operator has sent the small amount from its own account. From now on seven days run in which the unit types what arrived. */
export async function sendProbe(ctx: ActorContext, { accountId }: { accountId: string }): Promise<PayeeAccountRow> {
  requireAccountReviewer(ctx);
  return inTransaction(ctx, async (tx) => {
    const account = await lockReviewedAccount(tx, accountId);
    if (account.state !== 'probing' || account.probeSentAt !== null) throw new AppError('state_changed');
    const probeUntil = endOfDay(addDays(dayOf(tx.now()), probeDays));
    const [sent] = await tx.db
      .update(payeeAccounts)
      .set({ probeSentAt: tx.now(), probeSentBy: tx.actor.userId, probeUntil })
      .where(and(eq(payeeAccounts.id, accountId), isNull(payeeAccounts.probeSentAt)))
      .returning();
    if (sent === undefined) throw new AppError('state_changed');
    await audit(tx, {
      deed: 'payee_account.send',
      subjectType: 'payee_account',
      subjectId: accountId,
      orgId: sent.orgId,
    });
    await setDeadline(tx, { kind: 'payee_account.probe', subjectId: accountId, orgId: null, dueAt: probeUntil });
    const notice = { kind: 'payee_account.send', params: {}, href: '/desk/organisation/accounts' };
    await notifyOrganisation(tx, sent.orgId, ['owner', 'finance'], notice);
    return sent;
  });
}

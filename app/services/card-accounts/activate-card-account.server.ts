import { and, eq } from 'drizzle-orm';
import { cardAccounts } from '#db/schema/index.ts';
import { isAppError } from '#app/domain/errors.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { tellCounterparties } from '../organisations/tell-counterparties.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { followCardAccount } from './follow-card-account.server.ts';
import { moveCardAccount } from './move-card-account.server.ts';
import { lockCardAccount } from './own-card-account.server.ts';
import { showCardAccount } from './show-card-account.server.ts';

/** The day of waiting is over: payers may pay on the new account, the old one becomes history. Swept by deadline. */
export async function activateCardAccount(ctx: Context, cardAccountId: string): Promise<void> {
  const [known] = await ctx.db.select().from(cardAccounts).where(eq(cardAccounts.id, cardAccountId));
  if (known?.state === 'held') {
    // Away for the moment: what it last said still stands.
    await followCardAccount(ctx, known).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
    });
  }
  await inTransaction(ctx, async (tx) => {
    const row = await lockCardAccount(tx, cardAccountId);
    if (row?.state !== 'held' || row.activeFrom === null || row.activeFrom > tx.now()) {
      if (row?.state !== 'held') await clearDeadline(tx, 'card_account.activate', cardAccountId);
      return;
    }
    const isOld = and(eq(cardAccounts.orgId, row.orgId), eq(cardAccounts.state, 'active'));
    const [old] = await tx.db.select().from(cardAccounts).where(isOld).for('update');
    if (old) {
      await moveCardAccount(tx, old, 'replace');
      // Pages that payers have open on it are ended.
      await tx.jobs.enqueue(tx.db, 'payment.sweep', {});
    }
    const active = await moveCardAccount(tx, row, 'activate');
    await showCardAccount(tx, active);
    await tellCounterparties(tx, active.orgId, { kind: 'card_account.active', params: {} });
    const own = { kind: 'card_account.in_use', params: {}, href: '/desk/organisation/accounts/card' };
    await notifyOrganisation(tx, active.orgId, ['owner', 'finance', 'approver'], own);
  });
}

import { and, eq } from 'drizzle-orm';
import { maskedAccountNo } from '#app/domain/payee-account.ts';
import { payeeAccounts } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { movePayeeAccount, type PayeeAccountRow } from './move-payee-account.server.ts';
import { tellCounterparties } from './tell-counterparties.server.ts';

/** The day of waiting is over: payers are shown the new account, the old one becomes history. Swept by deadline. */
export async function activatePayeeAccount(ctx: Context, accountId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const account = await lockAccount(tx, accountId);
    if (account?.state !== 'held' || account.activeFrom === null || account.activeFrom > tx.now()) {
      if (account?.state !== 'held') await clearDeadline(tx, 'payee_account.activate', accountId);
      return;
    }
    const isOld = and(eq(payeeAccounts.orgId, account.orgId), eq(payeeAccounts.state, 'active'));
    const [old] = await tx.db.select().from(payeeAccounts).where(isOld).for('update');
    if (old) await movePayeeAccount(tx, old, 'replace');
    const active = await movePayeeAccount(tx, account, 'activate');
    const params = { title: `${active.accountName} ${maskedAccountNo(active.accountNo)}` };
    await tellCounterparties(tx, active.orgId, { kind: 'payee_account.active', params });
    const own = { kind: 'payee_account.in_use', params: {}, href: '/desk/organisation/accounts' };
    await notifyOrganisation(tx, active.orgId, ['owner', 'finance', 'approver'], own);
  });
}

/** Seven days have passed and nobody typed the small amount. Swept by deadline. */
export async function expireProbe(ctx: Context, accountId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const account = await lockAccount(tx, accountId);
    if (account?.state !== 'probing' || account.probeUntil === null || account.probeUntil > tx.now()) {
      if (account?.state !== 'probing') await clearDeadline(tx, 'payee_account.probe', accountId);
      return;
    }
    const failed = await movePayeeAccount(tx, account, 'fail', { endNote: '过了 7 天没有填对' });
    const own = { kind: 'payee_account.fail', params: {}, href: '/desk/organisation/accounts' };
    await notifyOrganisation(tx, failed.orgId, ['owner', 'finance'], own);
  });
}

async function lockAccount(tx: In<Context>, id: string): Promise<PayeeAccountRow | undefined> {
  const [row] = await tx.db.select().from(payeeAccounts).where(eq(payeeAccounts.id, id)).for('update');
  return row;
}

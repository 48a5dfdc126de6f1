import { mayApproveAccount } from '#app/domain/payee-account.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { movePayeeAccount, type PayeeAccountRow } from './move-payee-account.server.ts';
import { lockOwnAccount, requireAccountKeeper } from './own-payee-account.server.ts';
import { tellCounterparties } from './tell-counterparties.server.ts';

/** Stops an account that is not in use yet. One person is enough: nothing is paid to it. */
export async function withdrawPayeeAccount(
  ctx: ActorContext,
  { accountId, note }: { accountId: string; note: string },
): Promise<PayeeAccountRow> {
  requireAccountKeeper(ctx, mayApproveAccount);
  return inTransaction(ctx, async (tx) => {
    const account = await lockOwnAccount(tx, accountId);
    const ended = await movePayeeAccount(tx, account, 'withdraw', { endNote: note });
    const notice = { kind: 'payee_account.withdraw', params: {}, href: '/desk/organisation/accounts' };
    await notifyOrganisation(tx, ended.orgId, ['owner', 'finance'], notice);
    // They were told that it would come.
    if (account.state === 'held') {
      const params = { title: tx.actor.org?.orgName ?? '' };
      await tellCounterparties(tx, ended.orgId, { kind: 'payee_account.kept', params });
    }
    return ended;
  });
}

import { mayApproveAccount } from '#app/domain/payee-account.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { requireAccountKeeper } from '../organisations/own-payee-account.server.ts';
import { tellCounterparties } from '../organisations/tell-counterparties.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type CardAccountRow, moveCardAccount } from './move-card-account.server.ts';
import { lockOwnCardAccount } from './own-card-account.server.ts';
import { showCardAccount } from './show-card-account.server.ts';

/** Stops an account, in use or on its way. One person is enough: no money goes elsewhere by it, bank transfer goes on. */
export async function endCardAccount(
  ctx: ActorContext,
  { cardAccountId, note }: { cardAccountId: string; note: string },
): Promise<CardAccountRow> {
  requireAccountKeeper(ctx, mayApproveAccount);
  return inTransaction(ctx, async (tx) => {
    const row = await lockOwnCardAccount(tx, cardAccountId);
    const ended = await moveCardAccount(tx, row, row.state === 'active' ? 'close' : 'withdraw', { endNote: note });
    await showCardAccount(tx, ended);
    // Pages that payers have open on it are ended.
    await tx.jobs.enqueue(tx.db, 'payment.sweep', {});
    const kind = row.state === 'active' ? 'card_account.close' : 'card_account.withdraw';
    const own = { kind, params: {}, href: '/desk/organisation/accounts/card' };
    await notifyOrganisation(tx, ended.orgId, ['owner', 'finance'], own);
    // They were told that it would come.
    if (row.state === 'held') await tellCounterparties(tx, ended.orgId, { kind: 'card_account.kept', params: {} });
    return ended;
  });
}

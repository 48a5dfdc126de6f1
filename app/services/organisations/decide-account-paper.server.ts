import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { holdPayeeAccount } from './hold-payee-account.server.ts';
import { movePayeeAccount, type PayeeAccountRow } from './move-payee-account.server.ts';
import { lockReviewedAccount, requireAccountReviewer } from './own-payee-account.server.ts';

type Verdict = { readonly event: 'pass' } | { readonly event: 'refuse'; readonly note: string };

/** The operator's reviewer compares the bank's paper with the account. */
export async function decideAccountPaper(
  ctx: ActorContext,
  { accountId, ...verdict }: { accountId: string } & Verdict,
): Promise<PayeeAccountRow> {
  requireAccountReviewer(ctx);
  return inTransaction(ctx, async (tx) => {
    const account = await lockReviewedAccount(tx, accountId);
    if (verdict.event === 'pass') return holdPayeeAccount(tx, account, 'pass', { verifiedBy: tx.actor.userId });
    const failed = await movePayeeAccount(tx, account, 'refuse', { endNote: verdict.note });
    const own = { kind: 'payee_account.fail', params: {}, href: '/desk/organisation/accounts' };
    await notifyOrganisation(tx, failed.orgId, ['owner', 'finance'], own);
    return failed;
  });
}

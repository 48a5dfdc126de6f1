import { mayKeepAccounts } from '#app/domain/payee-account.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { movePayeeAccount, type PayeeAccountRow } from './move-payee-account.server.ts';
import { lockOwnAccount, requireAccountKeeper } from './own-payee-account.server.ts';

/** Hands in the bank's paper of the account (开户证明), for those whose bank shows no small transfer soon enough. */
export async function fileAccountPaper(
  ctx: ActorContext,
  { accountId, paper }: { accountId: string; paper: Received },
): Promise<PayeeAccountRow> {
  const orgId = requireAccountKeeper(ctx, mayKeepAccounts);
  return inTransaction(ctx, async (tx) => {
    const account = await lockOwnAccount(tx, accountId);
    const file = await keepFile(tx, paper, 'account_paper', orgId);
    return movePayeeAccount(tx, account, 'file', { way: 'papers', paperFileId: file.id });
  });
}

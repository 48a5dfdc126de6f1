import { AppError } from '#app/domain/errors.ts';
import { mayApproveAccount } from '#app/domain/payee-account.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { movePayeeAccount, type PayeeAccountRow } from './move-payee-account.server.ts';
import { lockOwnAccount, requireAccountKeeper } from './own-payee-account.server.ts';

/** The second person has compared the account with the bank's papers and agrees. Who entered it cannot. */
export async function approvePayeeAccount(
  ctx: ActorContext,
  { accountId }: { accountId: string },
): Promise<PayeeAccountRow> {
  requireAccountKeeper(ctx, mayApproveAccount);
  return inTransaction(ctx, async (tx) => {
    const account = await lockOwnAccount(tx, accountId);
    if (account.proposedBy === tx.actor.userId) {
      throw new AppError('conflict', { says: '填账户的人不能自己同意，请另一位同事核对。' });
    }
    return movePayeeAccount(tx, account, 'approve', { approvedBy: tx.actor.userId, approvedAt: tx.now() });
  });
}

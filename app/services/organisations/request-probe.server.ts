import { randomInt } from 'node:crypto';
import { mayKeepAccounts, probeFenRange } from '#app/domain/payee-account.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { movePayeeAccount, type PayeeAccountRow } from './move-payee-account.server.ts';
import { lockOwnAccount, requireAccountKeeper } from './own-payee-account.server.ts';

/** Asks the operator for the small transfer (打款验证). Its amount is drawn now and told to nobody in the organisation. */
export async function requestProbe(ctx: ActorContext, { accountId }: { accountId: string }): Promise<PayeeAccountRow> {
  requireAccountKeeper(ctx, mayKeepAccounts);
  const probeFen = BigInt(randomInt(probeFenRange.least, probeFenRange.most + 1));
  return inTransaction(ctx, async (tx) => {
    const account = await lockOwnAccount(tx, accountId);
    return movePayeeAccount(tx, account, 'probe', { way: 'probe', probeFen, probeTries: 0 });
  });
}

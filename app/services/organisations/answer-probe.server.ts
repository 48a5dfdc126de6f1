import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { mayKeepAccounts, probeOutcome, probeTriesAllowed } from '#app/domain/payee-account.ts';
import { payeeAccounts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { holdPayeeAccount } from './hold-payee-account.server.ts';
import { movePayeeAccount, type PayeeAccountRow } from './move-payee-account.server.ts';
import { lockOwnAccount, requireAccountKeeper } from './own-payee-account.server.ts';

/**
 * The unit types the small amount that it found on its account. Three wrong answers, or seven days, end the check. A wrong answer is
 * counted before it is refused, so that asking again and again gains nothing.
 */
export async function answerProbe(
  ctx: ActorContext,
  { accountId, amountFen }: { accountId: string; amountFen: Fen },
): Promise<PayeeAccountRow> {
  requireAccountKeeper(ctx, mayKeepAccounts);
  const { account, refusal } = await inTransaction(ctx, async (tx) => {
    const row = await lockOwnAccount(tx, accountId);
    if (row.state !== 'probing' || row.probeFen === null) throw new AppError('state_changed');
    const { probeFen, probeSentAt: sentAt, probeUntil: until, probeTries: tries } = row;
    const outcome = probeOutcome({ probeFen, sentAt, until, tries }, amountFen, tx.now());
    const probeTries = tries + 1;
    switch (outcome) {
      case 'not_sent':
        throw new AppError('invalid', { says: '平台还没有打款，到账后再填。' }, 'amount');
      case 'right':
        return {
          account: await holdPayeeAccount(tx, row, 'prove', { probeTries, verifiedBy: tx.actor.userId }),
          refusal: null,
        };
      case 'wrong': {
        const [counted] = await tx.db
          .update(payeeAccounts)
          .set({ probeTries })
          .where(eq(payeeAccounts.id, accountId))
          .returning();
        await audit(tx, { deed: 'payee_account.miss', subjectType: 'payee_account', subjectId: accountId });
        const says = `金额不对，还可以填 ${probeTriesAllowed - probeTries} 次。请看银行流水上平台打来的那一笔。`;
        return { account: counted ?? row, refusal: says };
      }
      case 'expired':
      case 'failed': {
        const endNote = outcome === 'expired' ? '过了 7 天没有填对' : '三次没有填对';
        const failed = await movePayeeAccount(tx, row, 'fail', { probeTries, endNote });
        return { account: failed, refusal: `${endNote}，这次验证作废。请核对账号后重新填写账户。` };
      }
    }
  });
  if (refusal !== null) throw new AppError('invalid', { says: refusal }, 'amount');
  return account;
}

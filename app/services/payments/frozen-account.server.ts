import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { BankAccount } from '#app/domain/payee-account.ts';
import { payeeAccounts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/**
 * The payee's verified account as it stands in a payment for good, whatever becomes of it later. A page that was opened before a
 * change still names the account that the payer saw and used. Without a verified account nothing can be paid by transfer.
 */
export async function frozenAccount(
  tx: In<Context>,
  payeeOrgId: string,
  shownId: string | undefined,
): Promise<{ payeeAccountId: string; payeeAccount: BankAccount }> {
  const isShown =
    shownId === undefined
      ? eq(payeeAccounts.state, 'active')
      : and(eq(payeeAccounts.id, shownId), inArray(payeeAccounts.state, ['active', 'replaced']));
  const [row] = await tx.db
    .select()
    .from(payeeAccounts)
    .where(and(eq(payeeAccounts.orgId, payeeOrgId), isShown));
  if (row === undefined && shownId !== undefined) throw new AppError('state_changed');
  if (row === undefined) {
    throw new AppError('invalid', { says: '收款方还没有验证过的收款账户，请先联系收款方财务，不要转账。' });
  }
  const { id, accountName, bankName, accountNo } = row;
  return { payeeAccountId: id, payeeAccount: { accountName, bankName, accountNo } };
}

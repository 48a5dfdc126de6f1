import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type BankAccount, isOwnName, mayKeepAccounts, payeeAccountMachine } from '#app/domain/payee-account.ts';
import { organisations, payeeAccounts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import type { PayeeAccountRow } from './move-payee-account.server.ts';
import { requireAccountKeeper } from './own-payee-account.server.ts';

export interface ProposePayeeAccount extends BankAccount {
  readonly reason: string;
  readonly key?: string | undefined;
}

/**
 * The first of two people enters the account on which the organisation wants to be paid. It stands in the organisation's own name,
 * and nothing changes for payers until another person agreed, it was verified, and a day has passed.
 */
export async function proposePayeeAccount(ctx: ActorContext, input: ProposePayeeAccount): Promise<PayeeAccountRow> {
  const orgId = requireAccountKeeper(ctx, mayKeepAccounts);
  const { key, ...account } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, earlier } = await onceRow(tx, payeeAccounts, key, 'payee_account.propose');
      if (earlier) return earlier;
      const [unit] = await tx.db
        .select({ name: organisations.name })
        .from(organisations)
        .where(eq(organisations.id, orgId));
      if (unit === undefined) throw new AppError('not_found');
      if (!isOwnName(account.accountName, unit.name)) {
        const says = `户名要和机构名称一致：${unit.name}。个人账户和别的单位的账户不能收款。`;
        throw new AppError('invalid', { says }, 'accountName');
      }
      const row = await insertRow(tx, payeeAccounts, {
        ...account,
        id,
        orgId,
        state: payeeAccountMachine.initial,
        proposedBy: tx.actor.userId,
        proposedAt: tx.now(),
      });
      await audit(tx, { deed: 'payee_account.propose', subjectType: 'payee_account', subjectId: id });
      const notice = { kind: 'payee_account.propose', params: {}, href: '/desk/organisation/accounts' };
      await notifyOrganisation(tx, orgId, ['owner', 'finance', 'approver'], notice);
      return row;
    },
    () => new AppError('duplicate', { says: '已有一个账户在办理中，办完或者撤回以后再填新的。' }),
  );
}

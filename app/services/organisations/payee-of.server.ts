import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { BankAccount } from '#app/domain/payee-account.ts';
import type { Context } from '../context.server.ts';
import { getShownAccount } from './payee-account-queries.server.ts';

/** The account on record that a contract may name: it is the paid side's to bring, and nobody else reads it beforehand. */
export async function payeeOf(
  ctx: Pick<Context, 'db'>,
  side: ContractSide,
  licensorOrgId: string,
): Promise<BankAccount | null> {
  if (side !== 'licensor') return null;
  const { account } = await getShownAccount(ctx, licensorOrgId);
  return account && { accountName: account.accountName, bankName: account.bankName, accountNo: account.accountNo };
}

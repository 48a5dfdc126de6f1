import type { contracts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { returnCredit } from './return-credit.server.ts';

/**
 * A contract that was ended before its time makes its licensor repay what is left of the credit, once the revenue up to its last
 * day is reported: until then a report may still use it. Called with the contract locked; asked again it changes nothing.
 */
export async function endCredit(tx: In<Context>, contract: typeof contracts.$inferSelect): Promise<void> {
  if (contract.state !== 'terminated' || contract.signedVersionN === null) return;
  const { isReportLeft } = await getRoyaltyAccount(tx, contract);
  if (!isReportLeft) await returnCredit(tx, contract);
}

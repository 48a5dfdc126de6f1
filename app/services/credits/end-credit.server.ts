import { claimIs } from '#app/domain/obligation.ts';
import type { contracts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { returnCredit } from './return-credit.server.ts';

/**
 * A contract that was ended before its time makes its licensor repay what is left of the credit, once the revenue up to its last
 * day is reported and no claim is open: until then it may still be used. What is only said to be under way for a claim is open.
 * Called with the contract locked; asked again it changes nothing.
 */
export async function endCredit(tx: In<Context>, contract: typeof contracts.$inferSelect): Promise<void> {
  if (contract.state !== 'terminated' || contract.signedVersionN === null) return;
  const claims = await obligationsOf(tx, contract.id);
  if (claims.some(({ kind, outstandingFen }) => claimIs(kind, 'set_off') && outstandingFen > 0n)) return;
  const { isReportLeft } = await getRoyaltyAccount(tx, contract);
  if (!isReportLeft) await returnCredit(tx, contract);
}

import { overContractStates } from '#app/domain/contract-machine.ts';
import { claimIs } from '#app/domain/obligation.ts';
import type { contracts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { getCreditSums } from './credit-sums.server.ts';
import { returnCredit } from './return-credit.server.ts';

/**
 * A contract that is over, ended before its time or paid off, makes its licensor repay what is left of the credit, once no claim is open
 * and, of an early end, the revenue up to its last day is reported: until then it may still be used. What is only said to be under way for a claim is open.
 * Called with the contract locked; asked again it changes nothing.
 */
export async function endCredit(tx: In<Context>, contract: typeof contracts.$inferSelect): Promise<void> {
  if (!overContractStates.includes(contract.state) || contract.signedVersionN === null) return;
  const { leftFen } = await getCreditSums(tx, contract.id);
  if (leftFen <= 0n) return;
  const claims = await obligationsOf(tx, contract.id);
  if (claims.some(({ kind, outstandingFen }) => claimIs(kind, 'set_off') && outstandingFen > 0n)) return;
  const isReportLeft = contract.state === 'terminated' && (await getRoyaltyAccount(tx, contract)).isReportLeft;
  if (!isReportLeft) await returnCredit(tx, contract);
}

import { isSettled } from '#app/domain/contract-settlement.ts';
import type { Context, In } from '../context.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import type { Contract } from './own-contract.server.ts';
import { reopenContract } from './reopen-contract.server.ts';
import { settlementOf } from './settlement-of.server.ts';

/**
 * A corrected report of a contract that was settled inside its term: where the cap that had ended it is not used up any more, or a milestone
 * can be reached again, it is performed again. Claims that are only open leave it as it is. The contract is locked.
 */
export async function reopenIfLeft(tx: In<Context>, contract: Contract): Promise<Contract> {
  if (contract.state !== 'settled') return contract;
  const account = await getRoyaltyAccount(tx, { ...contract, state: 'performing' });
  return isSettled(await settlementOf(tx, contract.id, account)) ? contract : reopenContract(tx, contract.id);
}

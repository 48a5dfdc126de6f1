import { contractMachine } from '#app/domain/contract-machine.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { isTermOver } from './is-term-over.server.ts';
import { type Contract, lockContract, moveContract } from './own-contract.server.ts';
import { planTermEnd } from './plan-term-end.server.ts';

/**
 * Inside its term, money that had settled the contract went back, or a correction leaves more to follow: it is performed again. Once its
 * term is over its state stays, and what is open is paid as on one that ended early. Asked while it is not settled, it changes nothing.
 */
export async function reopenContract(tx: In<Context>, contractId: string): Promise<Contract> {
  const locked = await lockContract(tx, contractId);
  if (transitionOf(contractMachine, locked.state, 'reopen') === undefined) return locked;
  if (await isTermOver(tx, locked)) return locked;
  const { id, versionN } = locked;
  const contract = await moveContract(tx, { id, versionN }, 'reopen');
  await planTermEnd(tx, contract);
  await audit(tx, { deed: 'contract.reopen', subjectType: 'contract', subjectId: id, versionN });
  return contract;
}

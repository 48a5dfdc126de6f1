import { contractMachine } from '#app/domain/contract-machine.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { type Contract, lockContract, moveContract } from './own-contract.server.ts';
import { planTermEnd } from './plan-term-end.server.ts';

/** Money that had settled the contract went back: it is performed again. Asked while it is not settled, it changes nothing. */
export async function reopenContract(tx: In<Context>, contractId: string): Promise<Contract> {
  const locked = await lockContract(tx, contractId);
  if (transitionOf(contractMachine, locked.state, 'reopen') === undefined) return locked;
  const { id, versionN } = locked;
  const contract = await moveContract(tx, { id, versionN }, 'reopen');
  await planTermEnd(tx, contract);
  await audit(tx, { deed: 'contract.reopen', subjectType: 'contract', subjectId: id, versionN });
  return contract;
}

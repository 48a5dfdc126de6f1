import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { tellOfFallenSale } from '../listings/tell-of-fallen-sale.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { type Contract, moveContract } from './own-contract.server.ts';

/** The term of a settled contract is over: nothing is left to pay or to use. */
export async function closeContract(tx: In<Context>, { id, versionN }: Contract): Promise<Contract> {
  const contract = await moveContract(tx, { id, versionN }, 'close');
  await clearDeadline(tx, 'contract.term', id);
  await tellOfFallenSale(tx, { ...contract, contractId: id });
  await audit(tx, { deed: 'contract.close', subjectType: 'contract', subjectId: id, versionN });
  return contract;
}

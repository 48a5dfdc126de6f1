import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Contract, getOwnContract, moveContract, requireDeed, requireEvent } from './own-contract.server.ts';

/** The side that offered takes its version back to change it; the other side has not agreed yet. */
export async function recallContract(
  ctx: ActorContext,
  { contractId, versionN }: { readonly contractId: string; readonly versionN: number },
): Promise<Contract> {
  requireDeed(ctx, 'recall');
  requireEvent(await getOwnContract(ctx, contractId), 'recall');
  return inTransaction(ctx, async (tx) => {
    const contract = await moveContract(tx, { id: contractId, versionN }, 'recall');
    await audit(tx, { deed: 'contract.recall', subjectType: 'contract', subjectId: contractId, versionN });
    return contract;
  });
}

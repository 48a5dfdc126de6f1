import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { dropEsign } from '../esign/drop-esign.server.ts';
import { followContract } from '../deals/follow-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { cancelPublicity } from './cancel-publicity.server.ts';
import { type Contract, getOwnContract, moveContract, requireDeed, requireEvent } from './own-contract.server.ts';

/** Gives an unsigned contract up; the deal goes back to talking and its publicity is void. */
export async function withdrawContract(
  ctx: ActorContext,
  { contractId, versionN }: { readonly contractId: string; readonly versionN: number },
): Promise<Contract> {
  requireDeed(ctx, 'withdraw');
  const own = await getOwnContract(ctx, contractId);
  requireEvent(own, 'withdraw');
  return inTransaction(ctx, async (tx) => {
    const contract = await moveContract(tx, { id: contractId, versionN }, 'withdraw');
    await cancelPublicity(tx, contractId);
    await dropEsign(tx, contract, '合同已撤回');
    await followContract(tx, contract.dealId, 'resume');
    await audit(tx, { deed: 'contract.withdraw', subjectType: 'contract', subjectId: contractId, versionN });
    const notice = {
      kind: 'contract.withdraw',
      params: { title: contract.title },
      href: `/desk/contracts/${contractId}`,
    };
    await notifyOrganisation(tx, orgOnSide(contract, otherContractSide(own.side)), ['officer', 'approver'], notice);
    return contract;
  });
}

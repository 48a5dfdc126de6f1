import { otherContractSide, orgOnSide } from '#app/domain/contract-deeds.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { refuseBesideTrade } from '../trades/refuse-beside-trade.server.ts';
import { openSigning } from './open-signing.server.ts';
import {
  type Contract,
  getOwnContract,
  moveContract,
  requireDeed,
  requireEvent,
  requireVerified,
} from './own-contract.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';
import { awaitedBeforeSigning } from './grants-around.server.ts';
import { requireVersionFree } from './require-version-free.server.ts';

/**
 * The other side agrees to the version it saw. Where the price must stand in publicity, the licensor publishes it before anybody
 * signs; else signing opens at once.
 */
export async function agreeContract(
  ctx: ActorContext,
  { contractId, versionN }: { readonly contractId: string; readonly versionN: number },
): Promise<Contract> {
  requireDeed(ctx, 'agree');
  const own = await getOwnContract(ctx, contractId);
  requireVerified(ctx);
  requireEvent(own, 'agree');
  return inTransaction(ctx, async (tx) => {
    const contract = await moveContract(tx, { id: contractId, versionN }, 'agree');
    await requireVersionFree(tx, { contract, versionN, amendment: null }, awaitedBeforeSigning);
    await audit(tx, { deed: 'contract.agree', subjectType: 'contract', subjectId: contractId, versionN });
    const notice = { kind: 'contract.agree', params: { title: contract.title }, href: `/desk/contracts/${contractId}` };
    await notifyOrganisation(tx, orgOnSide(contract, otherContractSide(own.side)), ['officer', 'approver'], notice);
    const { exemption } = await publicityDuty(tx, contract, versionN);
    if (exemption === null) return contract;
    await refuseBesideTrade(tx, { contract, versionN, baseVersionN: null });
    return openSigning(tx, contract);
  });
}

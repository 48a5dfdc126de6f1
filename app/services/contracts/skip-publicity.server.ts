import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { refuseBesideTrade } from '../trades/refuse-beside-trade.server.ts';
import { cancelPublicity } from './cancel-publicity.server.ts';
import { openSigning } from './open-signing.server.ts';
import {
  type Contract,
  getOwnContract,
  lockContract,
  requireDeed,
  requireEvent,
  requireVerified,
} from './own-contract.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';

/**
 * Opens signing of agreed terms whose price need not stand in publicity. Signing opens by itself where that is known when both agree;
 * this is for terms that were agreed while it was asked.
 */
export async function skipPublicity(
  ctx: ActorContext,
  { contractId, versionN }: { readonly contractId: string; readonly versionN: number },
): Promise<Contract> {
  requireDeed(ctx, 'publicise');
  const own = await getOwnContract(ctx, contractId);
  requireVerified(ctx);
  requireEvent(own, 'publicise');
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    const { exemption } = await publicityDuty(tx, contract, versionN);
    if (exemption === null) throw new AppError('state_changed');
    await refuseBesideTrade(tx, { contract, versionN, baseVersionN: null });
    // What was objected to a notice that was to be put right ends with it.
    await cancelPublicity(tx, contractId, versionN);
    return openSigning(tx, { id: contractId, versionN });
  });
}

import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { refuseBesideTrade } from '../trades/refuse-beside-trade.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { getOwnContract, moveContract, requireDeed, requireEvent, requireVerified } from './own-contract.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';
import { awaitedBeforeSigning } from './grants-around.server.ts';
import { requireVersionFree } from './require-version-free.server.ts';
import { writeNotice } from './write-notice.server.ts';

export interface StartPublicityInput {
  readonly contractId: string;
  readonly versionN: number;
  /** `unit`: members of the unit; the price is not for competitors. `public`: everybody. */
  readonly audience: 'unit' | 'public';
  /** Whom to turn to with an objection. */
  readonly contact: string;
  /** What is put right of a notice that stood before and is void. */
  readonly correction?: string;
}

/**
 * Puts name and price of an agreed contract up for publicity (促进科技成果转化法 art. 18). The notice is frozen with its hash;
 * the day it ends is a deadline that opens signing.
 */
export async function startPublicity(ctx: ActorContext, input: StartPublicityInput): Promise<Publicity> {
  requireDeed(ctx, 'publicise');
  const own = await getOwnContract(ctx, input.contractId);
  requireVerified(ctx);
  requireEvent(own, 'publicise');
  return inTransaction(ctx, async (tx) => {
    const { contractId, versionN, audience, contact, correction } = input;
    const contract = await moveContract(tx, { id: contractId, versionN }, 'publicise');
    const { unit, exemption } = await publicityDuty(tx, contract, versionN);
    if (exemption !== null) throw new AppError('state_changed');
    await refuseBesideTrade(tx, { contract, versionN, baseVersionN: null });
    await requireVersionFree(tx, { contract, versionN, amendment: null }, awaitedBeforeSigning);
    return writeNotice(tx, { contract, versionN, unit, audience, contact, correction });
  });
}

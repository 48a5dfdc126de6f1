import { dutyCameLater } from '#app/domain/amendment-rules.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { writtenChangeDuty } from './change-duty.server.ts';
import { type AmendmentDeed, requireAmendmentDeed } from './move-amendment.server.ts';
import { lockContract, requireVerified } from './own-contract.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { sendAmendment } from './send-amendment.server.ts';

/**
 * Puts a prepared change of a price that must stand in publicity to the other side, to be agreed: nobody has signed it, and nobody
 * can before it was published. It binds nobody, so it waits for no approval. One whose words name a day is written anew.
 */
export async function offerAmendment(ctx: ActorContext, input: AmendmentDeed): Promise<Amendment> {
  const { amendment: seen } = await requireAmendmentDeed(ctx, input, 'offer');
  requireVerified(ctx);
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, input.contractId);
    if (!(await writtenChangeDuty(tx, contract, seen)).isAsked) throw new AppError('state_changed');
    if (!seen.asksPublicity) throw new AppError('invalid', { says: dutyCameLater });
    return sendAmendment(tx, input, 'offer');
  });
}

import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { cancelPublicity } from './cancel-publicity.server.ts';
import { writtenChangeDuty } from './change-duty.server.ts';
import { type AmendmentDeed, requireAmendmentDeed } from './move-amendment.server.ts';
import { openAmendmentSigning } from './open-amendment-signing.server.ts';
import { lockContract, requireVerified } from './own-contract.server.ts';

/**
 * Opens signing of an agreed change that need not stand in publicity any more. Signing opens by itself where that is known when both
 * agree; this is for a change that was agreed while it was asked.
 */
export async function skipAmendmentPublicity(ctx: ActorContext, input: AmendmentDeed): Promise<void> {
  const { amendment } = await requireAmendmentDeed(ctx, input, 'publicise');
  requireVerified(ctx);
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, input.contractId);
    if ((await writtenChangeDuty(tx, contract, amendment)).isAsked) throw new AppError('state_changed');
    // What was objected to a notice that was to be put right ends with it.
    await cancelPublicity(tx, input.contractId, amendment.versionN);
    await openAmendmentSigning(tx, amendment);
  });
}

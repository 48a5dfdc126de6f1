import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { asksPublicity } from './change-published.server.ts';
import { type AmendmentDeed, requireAmendmentDeed } from './move-amendment.server.ts';
import { lockContract, requireVerified } from './own-contract.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { sendAmendment } from './send-amendment.server.ts';

/**
 * Puts a prepared change of a price that must stand in publicity to the other side, to be agreed: nobody has signed it, and nobody
 * can before it was published. It binds nobody, so it waits for no approval.
 */
export async function offerAmendment(ctx: ActorContext, input: AmendmentDeed): Promise<Amendment> {
  await requireAmendmentDeed(ctx, input, 'offer');
  requireVerified(ctx);
  return inTransaction(ctx, async (tx) => {
    const amendment = await sendAmendment(tx, input, 'offer');
    if (!(await asksPublicity(tx, await lockContract(tx, input.contractId), amendment)))
      throw new AppError('state_changed');
    return amendment;
  });
}

import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockSignable, ownSignable } from '../signing/signable.server.ts';
import { awaitedOf } from './grants-around.server.ts';
import { type AmendmentDeed, requireAmendmentDeed } from './move-amendment.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { sendAmendment } from './send-amendment.server.ts';

/**
 * Puts a prepared change to the other side without signing it, after the own unit's approval: both seal it on paper, and it takes
 * effect when both have confirmed the scan. It binds nobody yet, so it asks for no second factor, and of an earlier contract beside
 * which it goes the owner speaks after it.
 */
export async function putAmendment(ctx: ActorContext, input: AmendmentDeed): Promise<Amendment> {
  await requireAmendmentDeed(ctx, input, 'send');
  const own = await ownSignable(ctx, input.contractId, input.versionN);
  return inTransaction(ctx, async (tx) => {
    await lockSignable(tx, own, 'paper', { awaited: awaitedOf(own.side) });
    return sendAmendment(tx, input, 'send');
  });
}

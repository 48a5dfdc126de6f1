import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { putSignature, requireAuthority } from '../signing/put-signature.server.ts';
import { lockSignable, ownSignable } from '../signing/signable.server.ts';
import { type AmendmentSignature, requireAmendmentDeed } from './move-amendment.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { sendAmendment } from './send-amendment.server.ts';

/**
 * Signs a prepared change for the own side and puts it to the other: its signature completes it. So who proposes is one who
 * signs, by what authority he says, with a fresh second factor, after the own unit's approval.
 */
export async function proposeAmendment(
  ctx: ActorContext,
  input: Pick<AmendmentSignature, 'contractId' | 'versionN' | 'authority'>,
): Promise<Amendment> {
  await requireAmendmentDeed(ctx, input, 'propose');
  const { contractId, versionN, authority = null } = input;
  const own = await ownSignable(ctx, contractId, versionN);
  await requireAuthority(ctx, own.contract, { versionN, authority });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const { contract } = await lockSignable(tx, own, 'page');
    const amendment = await sendAmendment(tx, input, 'propose');
    await putSignature(tx, contract, { versionN, side: own.side, authority });
    return amendment;
  });
}

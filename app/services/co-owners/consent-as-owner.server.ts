import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { getOwnContract, lockContract } from '../contracts/own-contract.server.ts';
import { isSignable, signableOf } from '../signing/signable.server.ts';
import { keepConsent } from './keep-consent.server.ts';
import { ownersOfVersion } from './owners-to-ask.server.ts';

interface Consent {
  readonly contractId: string;
  readonly versionN: number;
}

/** A co-owner agrees on his own account, with a fresh second factor, to the version that he read. */
export async function consentAsOwner(ctx: ActorContext, { contractId, versionN }: Consent): Promise<void> {
  const { contract, side } = await getOwnContract(ctx, contractId);
  const own = async (at: Pick<ActorContext, 'db'>) =>
    (await ownersOfVersion(at, contract, versionN)).owners.find(({ userId }) => userId === ctx.actor.userId);
  if (side !== 'licensor' || (await own(ctx)) === undefined) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    const locked = await lockContract(tx, contractId);
    const owner = await own(tx);
    if (!isSignable(await signableOf(tx, locked, versionN)) || owner === undefined || owner.consent !== null)
      throw new AppError('state_changed');
    await keepConsent(tx, locked, { versionN, owner, paper: null });
  });
}

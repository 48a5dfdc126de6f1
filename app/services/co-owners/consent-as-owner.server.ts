import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Contract, lockContract } from '../contracts/own-contract.server.ts';
import { isSignable, signableOf } from '../signing/signable.server.ts';
import { keepConsent } from './keep-consent.server.ts';
import { requireSeenByLicensor } from './own-licensor.server.ts';
import { type AskedOwner, ownersOfVersion } from './owners-to-ask.server.ts';

interface Consent {
  readonly contractId: string;
  readonly versionN: number;
}

/** A co-owner agrees on his own account, with a fresh second factor, to the version that he read. */
export async function consentAsOwner(ctx: ActorContext, consent: Consent): Promise<void> {
  const { contract } = await requireCoOwner(ctx, consent);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    const locked = await lockContract(tx, contract.id);
    const { owner } = await requireCoOwner(tx, consent);
    if (!isSignable(await signableOf(tx, locked, consent.versionN)) || owner.consent !== null)
      throw new AppError('state_changed');
    await keepConsent(tx, locked, { versionN: consent.versionN, owner, paper: null });
  });
}

/** The actor is one of those who own the contract's object with its licensor, and may know of the version. */
async function requireCoOwner(
  ctx: ActorContext,
  { contractId, versionN }: Consent,
): Promise<{ readonly contract: Contract; readonly owner: AskedOwner }> {
  const contract = await requireSeenByLicensor(ctx, { contractId, versionN });
  const { owners } = await ownersOfVersion(ctx, contract, versionN);
  const owner = owners.find(({ userId }) => userId === ctx.actor.userId);
  if (owner === undefined) throw new AppError('forbidden');
  return { contract, owner };
}

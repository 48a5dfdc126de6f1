import { holds } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { isSignable, signableOf } from '../signing/signable.server.ts';
import { keepConsent } from './keep-consent.server.ts';
import { requireSeenByLicensor } from './own-licensor.server.ts';
import { ownersOfVersion } from './owners-to-ask.server.ts';

/** The unit's officer puts in what a co-owner signed on paper. */
export const mayRecordOwnerPaper = holds('officer');

export interface OwnerPaper {
  readonly contractId: string;
  readonly versionN: number;
  /** The co-owner, as the entitlement names him. */
  readonly owner: string;
  readonly paper: Received;
}

/** Records a co-owner's consent that he gave on paper: for who has no account, or prefers ink. */
export async function recordOwnerPaper(
  ctx: ActorContext,
  { contractId, versionN, owner: name, paper }: OwnerPaper,
): Promise<void> {
  if (!mayRecordOwnerPaper(ctx.actor)) throw new AppError('forbidden');
  await requireSeenByLicensor(ctx, { contractId, versionN });
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    await requireSeenByLicensor(tx, { contractId, versionN });
    if (!isSignable(await signableOf(tx, contract, versionN))) throw new AppError('state_changed');
    const { owners } = await ownersOfVersion(tx, contract, versionN);
    const owner = owners.find((each) => each.name === name);
    if (owner === undefined) throw new AppError('invalid', { says: '请选择共有权人' }, 'owner');
    if (owner.consent !== null) throw new AppError('state_changed');
    const file = await keepFile(tx, paper, 'scan', contract.licensorOrgId);
    await keepConsent(tx, contract, { versionN, owner, paper: file });
  });
}

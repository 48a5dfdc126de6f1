import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { stateAssetFilings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { getOwnContract, lockContract, requireDeed } from './own-contract.server.ts';
import { stateAssetOf } from './state-asset.server.ts';

export interface StateAssetFiling {
  readonly contractId: string;
  readonly valuationNo: string;
  readonly valuation: bigint;
  readonly filedWith: string;
  readonly filedOn: string;
  readonly exchange: string;
  readonly certificateNo: string;
  readonly dealtOn: string;
}

/** The owner's officer records the papers of a state-owned assignment; a correction is a new record. Before signing only. */
export async function recordStateAsset(ctx: ActorContext, input: StateAssetFiling): Promise<void> {
  requireDeed(ctx, 'publicise');
  const { contractId, valuation: valuationFen, ...facts } = input;
  const { side } = await getOwnContract(ctx, contractId);
  if (side !== 'licensor') throw new AppError('forbidden');
  if (facts.filedOn > dayOf(ctx.now()) || facts.dealtOn > dayOf(ctx.now())) {
    throw new AppError(
      'invalid',
      { says: '日期不能晚于今天。' },
      facts.filedOn > dayOf(ctx.now()) ? 'filedOn' : 'dealtOn',
    );
  }
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    const { isNeeded } = await stateAssetOf(tx, contract);
    if (!isNeeded || contract.signedAt !== null) throw new AppError('state_changed');
    await tx.db.insert(stateAssetFilings).values({
      contractId,
      orgId: contract.licensorOrgId,
      valuationFen,
      ...facts,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now(),
    });
    const { versionN } = contract;
    await audit(tx, { deed: 'contract.record_state_asset', subjectType: 'contract', subjectId: contractId, versionN });
  });
}

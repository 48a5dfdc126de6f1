import { dayOf } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { stateAssetFaults } from '#app/domain/state-asset.ts';
import { stateAssetFilings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
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
  /** 评估备案表 and 交易凭证; of a correction null where the paper stays. */
  readonly filing: Received | null;
  readonly certificate: Received | null;
}

/** The owner's officer of this contract, before his papers are read. */
export async function requireStateOwner(ctx: ActorContext, contractId: string): Promise<void> {
  requireDeed(ctx, 'publicise');
  const { side } = await getOwnContract(ctx, contractId);
  if (side !== 'licensor') throw new AppError('forbidden');
}

/** The owner's officer records a state-owned assignment with its papers; a correction is a new record. Before signing only. */
export async function recordStateAsset(ctx: ActorContext, input: StateAssetFiling): Promise<void> {
  await requireStateOwner(ctx, input.contractId);
  const { contractId, valuation: valuationFen, filing, certificate, ...facts } = input;
  refuseFaults(stateAssetFaults(facts, dayOf(ctx.now())));
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    const { isNeeded, filing: before } = await stateAssetOf(tx, contract);
    if (!isNeeded || contract.signedAt !== null) throw new AppError('state_changed');
    await tx.db.insert(stateAssetFilings).values({
      contractId,
      orgId: contract.licensorOrgId,
      valuationFen,
      ...facts,
      filingFileId: await kept(tx, filing, before?.filingFileId, { field: 'filing', name: '评估备案表' }),
      certificateFileId: await kept(tx, certificate, before?.certificateFileId, {
        field: 'certificate',
        name: '交易凭证',
      }),
      recordedBy: tx.actor.userId,
      recordedAt: tx.now(),
    });
    const { versionN } = contract;
    await audit(tx, { deed: 'contract.record_state_asset', subjectType: 'contract', subjectId: contractId, versionN });
  });
}

/** The id of the paper that came, else of the one that was recorded before. */
async function kept(
  tx: In<ActorContext>,
  paper: Received | null,
  before: string | null | undefined,
  { field, name }: { readonly field: string; readonly name: string },
): Promise<string> {
  if (paper !== null) return (await keepFile(tx, paper, 'state_asset', tx.actor.org?.orgId ?? '')).id;
  if (before == null) throw new AppError('invalid', { says: `请上传${name}。` }, field);
  return before;
}

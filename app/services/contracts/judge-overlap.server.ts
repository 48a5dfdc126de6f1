import { AppError } from '#app/domain/errors.ts';
import { mayJudgeOverlap } from '#app/domain/grant-clearance.ts';
import { grantClearances } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { requireOwnLicensor } from '../co-owners/own-licensor.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { judgeableVersions } from './clearable-versions.server.ts';
import { getTerms } from './get-terms.server.ts';
import { conflictsOf } from './grants-around.server.ts';
import { lockContract, requireVerified } from './own-contract.server.ts';

interface Judgement {
  readonly contractId: string;
  readonly versionN: number;
  readonly earlierId: string;
  /** The version of the earlier contract that the person read. */
  readonly earlierVersionN: number;
  readonly reason: string;
}

/**
 * The owner's lawyer says in a sentence why a field or a territory that differs from an earlier contract's in words alone does not meet it:
 * before that nobody signs. It needs no paper, and is the owner's own: neither the other side nor the earlier one's reads it, and it stands
 * in the decision file. Where the words truly meet, or the earlier party has denied, it is not asked for: state_changed.
 */
export async function judgeOverlap(ctx: ActorContext, input: Judgement): Promise<void> {
  if (!mayJudgeOverlap(ctx.actor)) throw new AppError('forbidden');
  const { contractId, versionN, earlierId, earlierVersionN, reason } = input;
  await requireOwnLicensor(ctx, contractId);
  requireVerified(ctx);
  await screenTexts(ctx, [reason]);
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    if (!(await judgeableVersions(tx, contract)).includes(versionN)) throw new AppError('state_changed');
    const found = (await conflictsOf(tx, contract, await getTerms(tx, contractId, versionN))).find(
      (one) => one.mayKnow && one.earlier.id === earlierId && one.earlierVersionN === earlierVersionN,
    );
    if (found?.cure !== 'judge') throw new AppError('state_changed');
    await insertRow(tx, grantClearances, {
      contractId,
      versionN,
      earlierContractId: earlierId,
      earlierVersionN,
      ground: 'words',
      reason,
      statedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'contract.judge_overlap', subjectType: 'contract', subjectId: contractId, versionN });
  });
}

import { isProofFresh } from '#app/domain/access.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  clearanceLabels,
  consentAnswerDays,
  groundsAfter,
  mayClearGrant,
  mayStateGround,
  needsReview,
  type StatedGround,
} from '#app/domain/grant-clearance.ts';
import { grantClearances } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { requireOwnLicensor } from '../co-owners/own-licensor.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { addEvidence } from './add-evidence.server.ts';
import { clearableVersions } from './clearable-versions.server.ts';
import { coursesOf } from './clearance-course.server.ts';
import { conflictsOf, isStatable } from './grants-around.server.ts';
import { getTerms } from './get-terms.server.ts';
import { type Contract, getVersion, lockContract, requireVerified } from './own-contract.server.ts';

interface Cleared {
  readonly contractId: string;
  readonly versionN: number;
  readonly earlierId: string;
  /** The version of the earlier contract that the person read. */
  readonly earlierVersionN: number;
  readonly ground: StatedGround;
  readonly reason: string;
  /** The consent, the lawyer's opinion or the decision. */
  readonly file: Received | null;
}

const othersGround: Readonly<Record<StatedGround, string>> = {
  consent: '在先的被许可方（受让人）的书面同意，要由本单位审批人登记。',
  apart: '两份合同的市场是不是重叠，要由本单位法务说明。',
  decided: '法院判决或者仲裁裁决，要由本单位法务登记。',
};
const paperWanted: Readonly<Record<StatedGround, string>> = {
  consent: '请上传在先的被许可方或者受让人签字盖章的同意书。',
  apart: '请上传法务意见书或者能说明市场不重叠的材料。',
  decided: '请上传生效的判决书或者裁决书。',
};

/**
 * The owner states why what a version gives goes beside an earlier contract that its clauses name: the earlier party's consent on
 * paper, which its approver states with a fresh second factor, or its lawyer's word with his opinion. It stands in the contract's evidence,
 * where both sides read it; whose consent it is answers it on the page of his contract (`confirm-consent`, `deny-consent`): until he has,
 * or his days are over, nobody signs. What the lawyer says after a denial a second person looks at first (`review-clearance`).
 */
export async function clearGrant(ctx: ActorContext, input: Cleared): Promise<void> {
  if (!mayClearGrant(ctx.actor)) throw new AppError('forbidden');
  const { contractId, versionN, earlierId, earlierVersionN, ground, reason, file: received } = input;
  await requireOwnLicensor(ctx, contractId);
  requireVerified(ctx);
  if (!mayStateGround(ctx.actor, ground)) throw new AppError('invalid', { says: othersGround[ground] }, 'ground');
  if (received === null) throw new AppError('invalid', { says: paperWanted[ground] }, 'file');
  if (ground === 'consent' && !isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await screenTexts(ctx, [reason, received.name]);
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    if (!(await clearableVersions(tx, contract)).includes(versionN)) throw new AppError('state_changed');
    const found = (await conflictsOf(tx, contract, await getTerms(tx, contractId, versionN))).find(
      (one) => one.mayKnow && one.earlier.id === earlierId && one.earlierVersionN === earlierVersionN,
    );
    if (found === undefined) throw new AppError('state_changed');
    if (!isStatable(found)) throw new AppError('invalid', { says: found.says });
    const course = (await coursesOf(tx, [earlierId]))(earlierId, contract.licenseeOrgId);
    if (!groundsAfter(course).includes(ground))
      throw new AppError('invalid', { says: course.isDisputed ? disputed : notDisputed }, 'ground');
    const file = await keepFile(tx, received, 'scan', contract.licensorOrgId);
    await insertRow(tx, grantClearances, {
      contractId,
      versionN,
      earlierContractId: earlierId,
      earlierVersionN,
      ground,
      reason,
      fileId: file.id,
      statedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    const { sha256: textSha256 } = await getVersion(tx, contractId, versionN);
    await addEvidence(tx, contract, 'grant_cleared', {
      versionN,
      textSha256,
      side: 'licensor',
      organisation: tx.actor.org?.orgName ?? '',
      agreedBy: tx.actor.name,
      earlierContract: found.earlier.no,
      ground,
      ...(ground === 'consent' ? { secondFactorAt: tx.actor.provedAt?.toISOString() ?? null } : {}),
      fileSha256: file.sha256,
      note: `${clearanceLabels[ground]}：${reason}`,
    });
    await audit(tx, { deed: 'contract.clear_grant', subjectType: 'contract', subjectId: contractId, versionN });
    await tell(tx, contract, { earlier: found.earlier, ground, isReviewed: needsReview(ground, course) });
  });
}

const disputed =
  '在先合同的对方已经对法务的意见提出异议，法务不能再这样说明；要由它确认新的书面同意，或者由法务登记法院判决、仲裁裁决。';
const notDisputed = '在先合同的对方没有对法务的意见提出异议，不用登记判决或者裁决。';

/** The other side waits for it, or first a second person; whoever is said to have agreed can say that he has not. */
async function tell(
  tx: In<ActorContext>,
  contract: Contract,
  { earlier, ground, isReviewed }: { earlier: Contract; ground: StatedGround; isReviewed: boolean },
): Promise<void> {
  const roles = ['officer', 'approver', 'legal'] as const;
  if (isReviewed) {
    const href = `/desk/contracts/${contract.id}/clearance`;
    const asked = { kind: 'contract.clearance_review', params: { title: contract.title }, href };
    return notifyOrganisation(tx, contract.licensorOrgId, ['approver'], asked);
  }
  const cleared = { kind: 'contract.clear_grant', params: { title: contract.title } };
  await notifyOrganisation(tx, contract.licenseeOrgId, roles, { ...cleared, href: `/desk/contracts/${contract.id}` });
  if (ground !== 'consent') return;
  const until = addDays(dayOf(tx.now()), consentAnswerDays);
  const claimed = { kind: 'contract.consent_claimed', params: { title: earlier.title, until } };
  await notifyOrganisation(tx, earlier.licenseeOrgId, roles, { ...claimed, href: `/desk/contracts/${earlier.id}` });
}

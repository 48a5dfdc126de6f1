import { and, eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { clearanceLabels, mayReviewClearance, objectsUntil, type ReviewOutcome } from '#app/domain/grant-clearance.ts';
import { clearanceReviews, contracts, grantClearances } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { requireOwnLicensor } from '../co-owners/own-licensor.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { addEvidence } from './add-evidence.server.ts';
import { clearableVersions } from './clearable-versions.server.ts';
import { type Statement, statements } from './clearances.server.ts';
import { type Contract, getVersion, lockContract, requireVerified } from './own-contract.server.ts';

interface Review {
  readonly contractId: string;
  readonly clearanceId: string;
  readonly outcome: ReviewOutcome;
  /** Why it is refused; of an approval a remark, or empty. */
  readonly reason: string;
}

/**
 * A second person of the owner, with a fresh second factor, looks at what its lawyer states against the word of an earlier contract's
 * party. Approved, it goes into the evidence and that party is told: of the lawyer's word it has its days to object. Refused, it counts for
 * nothing, and the lawyer is told why. Who stated it is refused (invalid); once for each statement (state_changed).
 */
export async function reviewClearance(ctx: ActorContext, review: Review): Promise<void> {
  if (!mayReviewClearance(ctx.actor)) throw new AppError('forbidden');
  const { contractId, clearanceId, outcome, reason } = review;
  await requireOwnLicensor(ctx, contractId);
  requireVerified(ctx);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await screenTexts(ctx, [reason]);
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    const isOwn = and(eq(grantClearances.id, clearanceId), eq(grantClearances.contractId, contractId));
    const [stated] = await statements(tx, isOwn);
    if (stated === undefined) throw new AppError('not_found');
    const { statedBy, versionN, standing, file } = stated;
    if (standing.state !== 'review' || !(await clearableVersions(tx, contract)).includes(versionN))
      throw new AppError('state_changed');
    if (statedBy === tx.actor.userId)
      throw new AppError('invalid', { says: '说明的人不能自己复核，请本单位另一名审批人办理。' });
    if (outcome === 'approved' && file === null)
      throw new AppError('invalid', { says: '这条说明没有上传意见书，请法务重新说明。' });
    const reviewedBy = tx.actor.userId;
    const row = { clearanceId, outcome, reason, statedBy, reviewedBy, createdAt: tx.now() };
    await insertRow(tx, clearanceReviews, row);
    await audit(tx, { deed: 'contract.review_clearance', subjectType: 'contract', subjectId: contractId, versionN });
    await (outcome === 'approved' ? approve(tx, contract, stated) : tellRefused(tx, contract));
  });
}

async function approve(tx: In<ActorContext>, contract: Contract, stated: Statement): Promise<void> {
  const { versionN, earlierId, earlierNo, ground } = stated;
  const { sha256: textSha256 } = await getVersion(tx, contract.id, versionN);
  await addEvidence(tx, contract, 'clearance_approved', {
    versionN,
    textSha256,
    side: 'licensor',
    organisation: tx.actor.org?.orgName ?? '',
    agreedBy: tx.actor.name,
    earlierContract: earlierNo,
    ground,
    secondFactorAt: tx.actor.provedAt?.toISOString() ?? null,
    note: `复核同意：${clearanceLabels[ground]}`,
  });
  const roles = ['officer', 'approver', 'legal'] as const;
  const approved = { kind: 'contract.clearance_approved', params: { title: contract.title } };
  for (const orgId of [contract.licensorOrgId, contract.licenseeOrgId])
    await notifyOrganisation(tx, orgId, roles, { ...approved, href: `/desk/contracts/${contract.id}` });
  const [earlier] = await tx.db.select().from(contracts).where(eq(contracts.id, earlierId));
  if (earlier === undefined) throw new AppError('not_found');
  await notifyOrganisation(tx, earlier.licenseeOrgId, roles, {
    kind: ground === 'apart' ? 'contract.word_claimed' : 'contract.decision_claimed',
    params: { title: earlier.title, ...(ground === 'apart' && { until: objectsUntil(dayOf(tx.now())) }) },
    href: `/desk/contracts/${earlier.id}`,
  });
}

const tellRefused = (tx: In<ActorContext>, { id, title, licensorOrgId }: Contract): Promise<void> =>
  notifyOrganisation(tx, licensorOrgId, ['legal', 'officer'], {
    kind: 'contract.clearance_refused',
    params: { title },
    href: `/desk/contracts/${id}/clearance`,
  });

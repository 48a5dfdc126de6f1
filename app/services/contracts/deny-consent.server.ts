import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayDenyConsent } from '#app/domain/grant-clearance.ts';
import { consentDenials, grantClearances } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { addEvidence } from './add-evidence.server.ts';
import { getOwnContract, getVersion, lockContract, requireVerified } from './own-contract.server.ts';

interface Denial {
  /** The earlier contract, whose party is said to have agreed. */
  readonly contractId: string;
  readonly clearanceId: string;
  readonly reason: string;
}

/**
 * The party of an earlier contract says that it did not agree to what was stated in its name: from then on the statement counts for nothing,
 * and what it was stated for is not signed without another one. What is signed stays signed; of that the evidence has the denial. Both sides
 * of the later contract are told and read the reason. Once for each statement; what is claimed of others is not found.
 */
export async function denyConsent(ctx: ActorContext, { contractId, clearanceId, reason }: Denial): Promise<void> {
  if (!mayDenyConsent(ctx.actor)) throw new AppError('forbidden');
  const { contract: earlier, side } = await getOwnContract(ctx, contractId);
  if (side !== 'licensee') throw new AppError('not_found');
  requireVerified(ctx);
  await screenTexts(ctx, [reason]);
  await inTransaction(ctx, async (tx) => {
    const [claimed] = await tx.db
      .select()
      .from(grantClearances)
      .where(
        and(
          eq(grantClearances.id, clearanceId),
          eq(grantClearances.earlierContractId, contractId),
          eq(grantClearances.ground, 'consent'),
        ),
      );
    if (claimed === undefined) throw new AppError('not_found');
    const { versionN } = claimed;
    // Its signing waits for this, or this for its signing.
    const later = await lockContract(tx, claimed.contractId);
    const [kept] = await tx.db
      .insert(consentDenials)
      .values({ clearanceId, reason, deniedBy: tx.actor.userId, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: consentDenials.id });
    if (kept === undefined) throw new AppError('state_changed');
    const { sha256: textSha256 } = await getVersion(tx, later.id, versionN);
    // Who the party is stands in the audit: the later contract's other side knows the number of the earlier one only.
    await addEvidence(tx, later, 'consent_denied', {
      versionN,
      textSha256,
      earlierContract: earlier.no,
      ground: claimed.ground,
      note: `在先合同的对方表示没有同意：${reason}`,
    });
    await audit(tx, { deed: 'contract.deny_consent', subjectType: 'contract', subjectId: contractId });
    const notice = {
      kind: 'contract.consent_denied',
      params: { title: later.title },
      href: `/desk/contracts/${later.id}`,
    };
    for (const orgId of [later.licensorOrgId, later.licenseeOrgId])
      await notifyOrganisation(tx, orgId, ['officer', 'approver', 'legal'], notice);
  });
}

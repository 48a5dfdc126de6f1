import { and, eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { type ContractSide, orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { AppError } from '#app/domain/errors.ts';
import { contracts, milestones, signatures, users } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { putSignature, requireAuthority } from '../signing/put-signature.server.ts';
import { addEvidence } from './add-evidence.server.ts';
import {
  type AmendmentDeed,
  type AmendmentSignature,
  moveAmendment,
  requireAmendmentDeed,
} from './move-amendment.server.ts';
import { type Contract, getVersion, requireVerified } from './own-contract.server.ts';
import { planTermEnd } from './plan-term-end.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { requireAmendable } from './require-amendable.server.ts';

/**
 * The other side signs the change, by what authority it says, with a fresh second factor: the contract is performed by the new version from now on, and what
 * the change names counts from its day.
 */
export async function signAmendment(ctx: ActorContext, input: AmendmentSignature): Promise<Contract> {
  const { side, contract: own } = await requireAmendmentDeed(ctx, input, 'sign');
  const { authority = null } = input;
  requireVerified(ctx);
  await requireAuthority(ctx, own, { versionN: input.versionN, authority });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await moveAmendment(tx, input, 'sign', answered(tx, input.reason));
    await clearDeadline(tx, 'amendment.answer', amendment.id);
    const { versionN } = amendment;
    await requireAmendable(tx, contract, amendment, orgOnSide(contract, side));
    const first = await signatureOf(tx, contract.id, versionN, amendment.side);
    await putSignature(tx, contract, { versionN, side, authority });
    const { data, sha256 } = await getVersion(tx, contract.id, versionN);
    const [amended] = await tx.db
      .update(contracts)
      .set({ versionN, signedVersionN: versionN, updatedAt: tx.now() })
      .where(eq(contracts.id, contract.id))
      .returning();
    if (amended === undefined) throw new AppError('state_changed');
    await followMilestones(tx, amended.id, termsFromJson(data.terms));
    await addEvidence(tx, amended, 'amended', {
      versionN,
      replaces: amendment.baseVersionN,
      textSha256: sha256,
      effectiveOn: amendment.effectiveOn,
      proposedBySide: amendment.side,
      proposedBy: first?.name ?? null,
      proposedAuthority: first?.authority ?? null,
      signedBySide: side,
      signer: tx.actor.name,
      authority,
      secondFactorAt: tx.actor.provedAt?.toISOString() ?? null,
      organisation: tx.actor.org?.orgName ?? '',
      address: tx.address ?? null,
    });
    await planTermEnd(tx, amended);
    await planNextReport(tx, amended);
    await tell(tx, amended, amendment, 'contract.amend_sign');
    return amended;
  });
}

/** The other side does not agree: the contract goes on as it was signed. */
export async function refuseAmendment(ctx: ActorContext, input: AmendmentDeed): Promise<void> {
  await requireAmendmentDeed(ctx, input, 'refuse');
  await inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await moveAmendment(tx, input, 'refuse', answered(tx, input.reason));
    await clearDeadline(tx, 'amendment.answer', amendment.id);
    await tell(tx, contract, amendment, 'contract.amend_refuse');
  });
}

/** Who proposed the change takes it back. */
export async function withdrawAmendment(ctx: ActorContext, input: AmendmentDeed): Promise<void> {
  await requireAmendmentDeed(ctx, input, 'withdraw');
  await inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await moveAmendment(tx, input, 'withdraw', answered(tx, input.reason));
    await clearDeadline(tx, 'amendment.answer', amendment.id);
    await audit(tx, {
      deed: 'contract.amend_withdraw',
      subjectType: 'contract',
      subjectId: contract.id,
      versionN: amendment.versionN,
    });
  });
}

/** Who of a side signed a version, and by what; none of before it was asked. */
async function signatureOf(tx: In<ActorContext>, contractId: string, versionN: number, side: ContractSide) {
  const [found] = await tx.db
    .select({ name: users.name, authority: signatures.authority })
    .from(signatures)
    .innerJoin(users, eq(users.id, signatures.userId))
    .where(and(eq(signatures.contractId, contractId), eq(signatures.versionN, versionN), eq(signatures.side, side)));
  return found;
}

const answered = (tx: In<ActorContext>, reason?: string) => ({
  answerReason: reason ?? null,
  answeredBy: tx.actor.userId,
  answeredAt: tx.now(),
});

/** Milestones that were not reached take the words and sums of the change; new ones are added. */
async function followMilestones(
  tx: In<ActorContext>,
  contractId: string,
  terms: ReturnType<typeof termsFromJson>,
): Promise<void> {
  const rows = await tx.db.select().from(milestones).where(eq(milestones.contractId, contractId));
  for (const [i, { name, amountFen, payWithinDays, acceptWithinDays }] of terms.milestones.entries()) {
    const columns = { name, amountFen, payWithinDays, acceptWithinDays, updatedAt: tx.now() };
    const row = rows.find(({ position }) => position === i + 1);
    if (row === undefined) {
      await tx.db.insert(milestones).values({ contractId, position: i + 1, ...columns, state: 'pending' });
    } else if (row.state === 'pending') {
      await tx.db.update(milestones).set(columns).where(eq(milestones.id, row.id));
    }
  }
}

async function tell(
  tx: In<ActorContext>,
  contract: Contract,
  amendment: Amendment,
  kind: 'contract.amend_sign' | 'contract.amend_refuse',
) {
  await audit(tx, { deed: kind, subjectType: 'contract', subjectId: contract.id, versionN: amendment.versionN });
  const notice = { kind, params: { title: contract.title }, href: `/desk/contracts/${contract.id}/changes` };
  for (const side of [amendment.side, otherContractSide(amendment.side)]) {
    await notifyOrganisation(tx, orgOnSide(contract, side), ['owner', 'officer', 'approver', 'finance'], notice);
  }
}

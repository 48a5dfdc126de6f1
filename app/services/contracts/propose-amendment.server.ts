import { and, eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractAmendments } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { putSignature, requireAuthority } from '../signing/put-signature.server.ts';
import { answerDays } from './ask-other-side.server.ts';
import { type AmendmentSignature, moveAmendment, requireAmendmentDeed } from './move-amendment.server.ts';
import { requireVerified } from './own-contract.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { requireAmendable } from './require-amendable.server.ts';

/**
 * Signs a prepared change for the own side and puts it to the other: its signature completes it. So who proposes is one who
 * signs, by what authority he says, with a fresh second factor, after the own unit's approval.
 */
export async function proposeAmendment(
  ctx: ActorContext,
  input: Pick<AmendmentSignature, 'contractId' | 'versionN' | 'authority'>,
): Promise<Amendment> {
  const { side, contract: own } = await requireAmendmentDeed(ctx, input, 'propose');
  const { authority = null } = input;
  requireVerified(ctx);
  await requireAuthority(ctx, own, { versionN: input.versionN, authority });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await moveAmendment(tx, input, 'propose', {
      proposedBy: tx.actor.userId,
      proposedAt: tx.now(),
    });
    const { versionN } = amendment;
    if (amendment.effectiveOn < dayOf(tx.now())) {
      throw new AppError('invalid', { says: '生效日已经过了，请作废后重新拟一份。' });
    }
    const proposed = and(eq(contractAmendments.contractId, contract.id), eq(contractAmendments.state, 'proposed'));
    if ((await tx.db.$count(contractAmendments, proposed)) > 1) {
      throw new AppError('duplicate', { says: '对方的一份变更正等你方答复，先答复它。' });
    }
    await requireAmendable(tx, contract, amendment, orgOnSide(contract, side));
    await putSignature(tx, contract, { versionN, side, authority });
    const orgId = orgOnSide(contract, otherContractSide(side));
    const dueAt = endOfDay(addDays(dayOf(tx.now()), answerDays));
    await setDeadline(tx, { kind: 'amendment.answer', subjectId: amendment.id, orgId, dueAt });
    await audit(tx, { deed: 'contract.amend', subjectType: 'contract', subjectId: contract.id, versionN });
    await notifyOrganisation(tx, orgId, ['owner', 'officer', 'approver', 'legal'], {
      kind: 'contract.amend',
      params: { title: contract.title },
      href: `/desk/contracts/${contract.id}/changes`,
    });
    return amendment;
  });
}

import { orgOnSide } from '#app/domain/contract-deeds.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { writtenChangeDuty } from './change-duty.server.ts';
import { type AmendmentDeed, moveAmendment, requireAmendmentDeed } from './move-amendment.server.ts';
import { openAmendmentSigning } from './open-amendment-signing.server.ts';
import { requireVerified } from './own-contract.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/** The other side agrees to the terms of a change that is to be published; both sign it after that. */
export async function agreeAmendment(ctx: ActorContext, input: AmendmentDeed): Promise<Amendment> {
  await requireAmendmentDeed(ctx, input, 'agree');
  requireVerified(ctx);
  return inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await moveAmendment(tx, input, 'agree', {});
    const { versionN } = amendment;
    await clearDeadline(tx, 'amendment.answer', amendment.id);
    await audit(tx, { deed: 'contract.amend_agree', subjectType: 'contract', subjectId: contract.id, versionN });
    const href = `/desk/contracts/${contract.id}/changes`;
    const notice = { kind: 'contract.amend_agree', params: { title: contract.title }, href };
    await notifyOrganisation(tx, orgOnSide(contract, 'licensor'), ['owner', 'officer', 'approver'], notice);
    const { isAsked } = await writtenChangeDuty(tx, contract, amendment);
    if (!isAsked) await openAmendmentSigning(tx, amendment);
    return amendment;
  });
}

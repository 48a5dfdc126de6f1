import { and, eq, inArray } from 'drizzle-orm';
import { putAmendmentStates } from '#app/domain/amendment-machine.ts';
import { countsAtOnce } from '#app/domain/amendment-rules.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractAmendments } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { askOwners } from '../co-owners/ask-owners.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { awaitAnswer } from './await-answer.server.ts';
import { freezeVersion } from './freeze-version.server.ts';
import { getTerms } from './get-terms.server.ts';
import { type AmendmentDeed, moveAmendment } from './move-amendment.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/**
 * Puts a prepared change to the other side, which has its days to answer: signed by the own side on the page, to be signed by
 * both on paper or at the provider, or to be agreed before it is published. One change lies before a side at a time.
 */
export async function sendAmendment(
  tx: In<ActorContext>,
  deed: AmendmentDeed,
  event: 'propose' | 'send' | 'offer',
): Promise<Amendment> {
  const by = { proposedBy: tx.actor.userId, proposedAt: tx.now() };
  const { contract, amendment } = await moveAmendment(tx, deed, event, by);
  const { versionN, side } = amendment;
  // What counts from its conclusion names the day on which it was written.
  const isLate = !amendment.asksPublicity && amendment.effectiveOn < dayOf(tx.now());
  if (isLate && !(await isCountedAtOnce(tx, amendment))) {
    throw new AppError('invalid', { says: '生效日已经过了，请作废后重新拟一份。' });
  }
  const isPut = inArray(contractAmendments.state, putAmendmentStates);
  if ((await tx.db.$count(contractAmendments, and(eq(contractAmendments.contractId, contract.id), isPut))) > 1) {
    throw new AppError('duplicate', { says: '对方的一份变更正等你方答复，先答复它。' });
  }
  const orgId = orgOnSide(contract, otherContractSide(side));
  await awaitAnswer(tx, contract, amendment);
  await audit(tx, { deed: 'contract.amend', subjectType: 'contract', subjectId: contract.id, versionN });
  await notifyOrganisation(tx, orgId, ['owner', 'officer', 'approver', 'legal'], {
    kind: 'contract.amend',
    params: { title: contract.title },
    href: `/desk/contracts/${contract.id}/changes`,
  });
  if (event === 'offer') return amendment;
  await freezeVersion(tx, contract, { versionN, replaces: amendment.baseVersionN });
  await askOwners(tx, contract, versionN);
  return amendment;
}

async function isCountedAtOnce(tx: In<ActorContext>, { contractId, baseVersionN, versionN }: Amendment) {
  return countsAtOnce(await getTerms(tx, contractId, baseVersionN), await getTerms(tx, contractId, versionN));
}

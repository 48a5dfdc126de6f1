import { termsFromJson } from '#app/domain/contract-json.ts';
import { datedTriggers } from '#app/domain/contract.ts';
import { dayOf, startOfDay } from '#app/domain/days.ts';
import { milestones } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { followContract } from '../deals/follow-contract.server.ts';
import { followSignedContract } from '../listings/follow-signed-contract.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { type Contract, getVersion, moveContract } from './own-contract.server.ts';
import type { Milestone } from './own-milestone.server.ts';
import { addEvidence } from './add-evidence.server.ts';
import { fallDueMilestone } from './fall-due-milestone.server.ts';
import { openTrial } from './open-trial.server.ts';
import { planTermEnd } from './plan-term-end.server.ts';

/**
 * Both sides have signed: the version is frozen, its milestones become rows, performance begins. Its term counts from the last signature
 * or seal (`signedAt`), on paper and at the provider before the platform knew of it; what is to be done under it from now (`runsFrom`).
 */
export async function concludeContract(
  tx: In<Context>,
  { id, versionN, dealId }: Contract,
  signedAt: Date = tx.now(),
): Promise<Contract> {
  const at = tx.now();
  await moveContract(tx, { id, versionN }, 'conclude', { signedVersionN: versionN, signedAt, concludedAt: at });
  const contract = await moveContract(tx, { id, versionN }, 'perform');
  const { data, sha256 } = await getVersion(tx, id, versionN);
  const agreed = termsFromJson(data.terms);
  await openTrial(tx, contract, agreed);
  await addEvidence(tx, contract, 'concluded', {
    versionN,
    textSha256: sha256,
    signedOn: dayOf(signedAt),
    ...(dayOf(at) > dayOf(signedAt) && { runsFrom: dayOf(at) }),
  });
  const onSigning: Milestone[] = [];
  for (const [i, terms] of agreed.milestones.entries()) {
    const { name, amountFen, payWithinDays, acceptWithinDays } = terms;
    const row = { contractId: id, position: i + 1, name, amountFen, payWithinDays, acceptWithinDays, updatedAt: at };
    const [milestone] = await tx.db
      .insert(milestones)
      .values({ ...row, state: 'pending' })
      .returning();
    if (milestone && terms.trigger === 'signed') onSigning.push(milestone);
    // A date needs no evidence: the platform itself lets it fall due.
    else if (milestone && datedTriggers.includes(terms.trigger)) {
      const dueAt = startOfDay(terms.triggerOn ?? dayOf(at));
      await setDeadline(tx, { kind: 'milestone.accept', subjectId: milestone.id, orgId: null, dueAt });
    }
  }
  await followContract(tx, dealId, 'sign');
  await followSignedContract(tx, contract, agreed);
  await planNextReport(tx, contract);
  await planTermEnd(tx, contract);
  for (const deed of ['contract.conclude', 'contract.perform']) {
    await audit(tx, { deed, subjectType: 'contract', subjectId: id, versionN });
  }
  const notice = { kind: 'contract.signed', params: { title: contract.title }, href: `/desk/contracts/${id}` };
  await notifyParties(tx, contract, ['owner', 'officer', 'approver', 'finance', 'inventor'], notice);
  // What is paid for the signing is owed with it, and told after it.
  for (const milestone of onSigning) await fallDueMilestone(tx, contract, milestone);
  return contract;
}

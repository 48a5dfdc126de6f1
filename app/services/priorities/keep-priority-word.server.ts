import type { PriorityWord } from '#app/domain/completer-priority.ts';
import { priorityAnswers } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import type { KeptInquiry } from './priority-inquiry.server.ts';

interface Word {
  readonly name: string;
  readonly word: PriorityWord;
  /** Null: he says so on his account. */
  readonly fileId: string | null;
  /** How a claim came to no contract. */
  readonly reason?: string;
}

/** What the unit is told of each word. */
const told: Readonly<Record<PriorityWord, { readonly kind: string }>> = {
  waives: { kind: 'contract.priority_waives' },
  claims: { kind: 'contract.priority_claims' },
  lapsed: { kind: 'contract.priority_lapsed' },
};

/** Keeps a completer's word; the unit is told, and of a paper the person whom it speaks for. The contract is locked. */
export async function keepPriorityWord(
  tx: In<ActorContext>,
  contract: Contract,
  inquiry: KeptInquiry,
  { name, word, fileId, reason = '' }: Word,
): Promise<void> {
  await tx.db.insert(priorityAnswers).values({
    inquiryId: inquiry.id,
    name,
    word,
    fileId,
    reason,
    userId: fileId === null ? tx.actor.userId : null,
    recordedBy: tx.actor.userId,
    answeredAt: tx.now(),
  });
  const { id: subjectId, versionN, licensorOrgId, title } = contract;
  await audit(tx, { deed: `contract.priority_${word}`, subjectType: 'contract', subjectId, versionN });
  const notice = { ...told[word], params: { title }, href: `/desk/contracts/${subjectId}/priority` };
  await notifyOrganisation(tx, licensorOrgId, ['officer', 'approver'], notice);
  const himself = inquiry.people.find((each) => each.name === name)?.userId;
  if (fileId === null || himself == null) return;
  await notifyPeople(tx, [himself], { ...notice, kind: 'contract.priority_paper' });
}

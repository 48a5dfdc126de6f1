import { and, eq } from 'drizzle-orm';
import { contractAmendments } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { awaitAnswer } from './await-answer.server.ts';
import { moveAmendment } from './move-amendment.server.ts';
import type { Contract } from './own-contract.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/** A published change lies open for both to sign, who have their days for it. */
export async function openAmendmentSigning(
  tx: In<Context>,
  { contractId, versionN }: Pick<Amendment, 'contractId' | 'versionN'>,
): Promise<void> {
  const { contract, amendment } = await moveAmendment(tx, { contractId, versionN }, 'openSigning', {});
  await awaitAnswer(tx, contract, amendment);
  await audit(tx, { deed: 'contract.amend_open_signing', subjectType: 'contract', subjectId: contractId, versionN });
  const notice = { kind: 'contract.amend_open_signing', params: { title: contract.title } };
  const href = `/desk/contracts/${contractId}/changes`;
  await notifyParties(tx, contract, ['owner', 'approver', 'officer'], { ...notice, href });
}

/** The change of this version that stands in publicity; null where the notice is of the contract itself. */
export async function publishedAmendment(
  tx: In<Context>,
  { id }: Pick<Contract, 'id'>,
  versionN: number,
): Promise<Amendment | null> {
  const isThis = and(eq(contractAmendments.contractId, id), eq(contractAmendments.versionN, versionN));
  const [found = null] = await tx.db
    .select()
    .from(contractAmendments)
    .where(and(isThis, eq(contractAmendments.state, 'publicity')));
  return found;
}

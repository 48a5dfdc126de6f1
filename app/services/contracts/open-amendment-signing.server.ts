import { audit } from '../audit.server.ts';
import { askOwners } from '../co-owners/ask-owners.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { awaitAnswer } from './await-answer.server.ts';
import { freezeVersion } from './freeze-version.server.ts';
import { moveAmendment } from './move-amendment.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/** A published change lies open for both to sign, who have their days for it. */
export async function openAmendmentSigning(
  tx: In<Context>,
  { contractId, versionN }: Pick<Amendment, 'contractId' | 'versionN'>,
): Promise<void> {
  const { contract, amendment } = await moveAmendment(tx, { contractId, versionN }, 'openSigning', {});
  await freezeVersion(tx, contract, { versionN, replaces: amendment.baseVersionN });
  await awaitAnswer(tx, contract, amendment);
  await audit(tx, { deed: 'contract.amend_open_signing', subjectType: 'contract', subjectId: contractId, versionN });
  const notice = { kind: 'contract.amend_open_signing', params: { title: contract.title } };
  const href = `/desk/contracts/${contractId}/changes`;
  await notifyParties(tx, contract, ['owner', 'approver', 'officer'], { ...notice, href });
  await askOwners(tx, contract, versionN);
}

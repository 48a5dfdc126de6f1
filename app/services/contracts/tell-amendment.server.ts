import { orgOnSide } from '#app/domain/contract-deeds.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { Contract } from './own-contract.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/** Keeps what became of a change in the trail, and tells both sides. */
export async function tellAmendment(
  tx: In<Context>,
  contract: Contract,
  { versionN }: Amendment,
  answer: 'sign' | 'refuse',
): Promise<void> {
  await audit(tx, { deed: `contract.amend_${answer}`, subjectType: 'contract', subjectId: contract.id, versionN });
  const href = `/desk/contracts/${contract.id}/changes`;
  const notice = { kind: `contract.amend_${answer}`, params: { title: contract.title }, href };
  for (const side of ['licensor', 'licensee'] as const) {
    await notifyOrganisation(tx, orgOnSide(contract, side), ['owner', 'officer', 'approver', 'finance'], notice);
  }
}

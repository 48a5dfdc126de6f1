import { audit } from '../audit.server.ts';
import { askOwners } from '../co-owners/ask-owners.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { freezeVersion } from './freeze-version.server.ts';
import { type Contract, moveContract } from './own-contract.server.ts';

/** Opens signing: no publicity is required, or it is over without an open objection. The caller has made sure of it. */
export async function openSigning(
  tx: In<Context>,
  { id, versionN }: Pick<Contract, 'id' | 'versionN'>,
): Promise<Contract> {
  const contract = await moveContract(tx, { id, versionN }, 'openSigning');
  await freezeVersion(tx, contract, { versionN, replaces: null });
  await audit(tx, { deed: 'contract.open_signing', subjectType: 'contract', subjectId: id, versionN });
  const notice = { kind: 'contract.open_signing', params: { title: contract.title }, href: `/desk/contracts/${id}` };
  await notifyParties(tx, contract, ['owner', 'approver', 'officer'], notice);
  await askOwners(tx, contract, versionN);
  return contract;
}

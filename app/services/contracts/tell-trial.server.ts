import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import type { Contract } from './own-contract.server.ts';

/** Writes a step of delivery or trial into the audit and tells both parties; who did it is not told. */
export async function tellTrial(tx: In<Context>, contract: Contract, step: string): Promise<void> {
  const { id, title, versionN } = contract;
  const kind = `trial.${step}`;
  const bySystem = tx.actor === null ? { orgId: null } : {};
  await audit(tx, { deed: kind, subjectType: 'contract', subjectId: id, versionN, ...bySystem });
  const notice = { kind, params: { title }, href: `/desk/contracts/${id}/trial` };
  await notifyParties(tx, contract, ['owner', 'officer', 'approver', 'inventor'], notice);
}

import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import type { Contract } from './own-contract.server.ts';
import type { Milestone } from './own-milestone.server.ts';

/** Writes what the platform did with a milestone into the audit and tells both parties. */
export async function tellMilestone(
  tx: In<Context>,
  contract: Contract,
  { id, name }: Milestone,
  kind: string,
): Promise<void> {
  await audit(tx, { deed: kind, subjectType: 'milestone', subjectId: id, orgId: null });
  const notice = { kind, params: { title: name }, href: `/desk/contracts/${contract.id}` };
  await notifyParties(tx, contract, ['officer', 'finance', 'approver', 'inventor'], notice);
}

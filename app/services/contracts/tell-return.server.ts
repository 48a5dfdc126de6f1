import type { ReturnOutcome } from '#app/domain/material-return.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import type { Contract } from './own-contract.server.ts';

/** Writes what was said of the return of the materials into the audit and tells both parties. */
export async function tellReturn(
  tx: In<Context>,
  { id, title, versionN, ...parties }: Contract,
  said: 'stated' | ReturnOutcome,
): Promise<void> {
  const kind = `contract.return_${said}`;
  await audit(tx, { deed: kind, subjectType: 'contract', subjectId: id, versionN });
  const notice = { kind, params: { title }, href: `/desk/contracts/${id}/return` };
  await notifyParties(tx, parties, ['owner', 'officer', 'approver', 'inventor'], notice);
}

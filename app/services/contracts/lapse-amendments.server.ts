import { and, eq } from 'drizzle-orm';
import { amendmentMachine, openAmendmentStates } from '#app/domain/amendment-machine.ts';
import { nextState } from '#app/domain/machine.ts';
import { contractAmendments } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { dropEsign } from '../esign/drop-esign.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { cancelPublicity } from './cancel-publicity.server.ts';
import type { Contract } from './own-contract.server.ts';

/**
 * A change that nobody has answered means nothing once the contract is over; one that was signed and waits for its day never counts.
 * The contract is locked.
 */
export async function lapseAmendments(tx: In<Context>, contract: Contract): Promise<void> {
  const rows = [];
  for (const state of openAmendmentStates) {
    const isOpen = and(eq(contractAmendments.contractId, contract.id), eq(contractAmendments.state, state));
    const lapsed = await tx.db
      .update(contractAmendments)
      .set({ state: nextState(amendmentMachine, state, 'lapse'), answeredAt: tx.now() })
      .where(isOpen)
      .returning({ id: contractAmendments.id, versionN: contractAmendments.versionN });
    rows.push(...lapsed);
  }
  for (const { id, versionN } of rows) {
    await clearDeadline(tx, 'amendment.answer', id);
    await audit(tx, { deed: 'amendment.lapse', subjectType: 'contract', subjectId: contract.id, versionN });
  }
  if (rows.length > 0) await cancelPublicity(tx, contract.id);
  await clearWaiting(tx, contract.id);
  await dropEsign(tx, contract, '合同已经终止');
}

async function clearWaiting(tx: In<Context>, contractId: string): Promise<void> {
  const isSigned = and(eq(contractAmendments.contractId, contractId), eq(contractAmendments.state, 'signed'));
  const signed = await tx.db.select({ id: contractAmendments.id }).from(contractAmendments).where(isSigned);
  for (const { id } of signed) await clearDeadline(tx, 'amendment.take_effect', id);
}

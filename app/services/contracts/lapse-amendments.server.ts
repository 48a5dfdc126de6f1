import { and, eq } from 'drizzle-orm';
import { amendmentMachine } from '#app/domain/amendment-machine.ts';
import { nextState } from '#app/domain/machine.ts';
import { contractAmendments } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';

/** A change that nobody has answered means nothing once the contract is over. The contract is locked. */
export async function lapseAmendments(tx: In<Context>, contractId: string): Promise<void> {
  const isOpen = and(eq(contractAmendments.contractId, contractId), eq(contractAmendments.state, 'proposed'));
  const rows = await tx.db
    .update(contractAmendments)
    .set({ state: nextState(amendmentMachine, 'proposed', 'lapse'), answeredAt: tx.now() })
    .where(isOpen)
    .returning({ versionN: contractAmendments.versionN });
  for (const { versionN } of rows) {
    await audit(tx, { deed: 'amendment.lapse', subjectType: 'contract', subjectId: contractId, versionN });
  }
}

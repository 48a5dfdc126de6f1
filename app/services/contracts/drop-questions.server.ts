import { and, eq, isNull } from 'drizzle-orm';
import { contractDeclarations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';

/** Nobody has to answer a proposal about a contract that is over. The contract is locked. */
export async function dropQuestions(tx: In<Context>, contractId: string): Promise<void> {
  const open = await tx.db
    .select({ id: contractDeclarations.id })
    .from(contractDeclarations)
    .where(and(eq(contractDeclarations.contractId, contractId), isNull(contractDeclarations.answer)));
  for (const { id } of open) await clearDeadline(tx, 'declaration.answer', id);
  await clearDeadline(tx, 'contract.answer', contractId);
}

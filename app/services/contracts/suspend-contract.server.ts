import { and, eq } from 'drizzle-orm';
import { milestones } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { declare, type DeclarationInput, requireDeclaration } from './declare.server.ts';
import { type Contract, moveContract } from './own-contract.server.ts';

/**
 * One party suspends performance, with its ground: no milestone is handed in or accepted, and the days of silence stand still.
 * What is due stays due, and revenue is reported as before.
 */
export async function suspendContract(ctx: ActorContext, input: DeclarationInput): Promise<Contract> {
  const own = await requireDeclaration(ctx, 'suspend', input);
  return inTransaction(ctx, async (tx) => {
    const contract = await moveContract(tx, { id: input.contractId, versionN: input.versionN }, 'suspend');
    const waiting = await tx.db
      .select({ id: milestones.id })
      .from(milestones)
      .where(and(eq(milestones.contractId, contract.id), eq(milestones.state, 'submitted')));
    for (const { id } of waiting) await clearDeadline(tx, 'milestone.accept', id);
    await declare(tx, contract, own.side, 'suspend', input);
    return contract;
  });
}

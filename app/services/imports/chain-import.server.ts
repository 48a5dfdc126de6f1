import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Import, loadImportFor } from './load-import.server.ts';
import { moveImport } from './move-import.server.ts';

/**
 * The unit no longer waits for the one who was named: the rows go through its review, secrecy first, and what would write over a
 * public record is left out.
 */
export async function chainImport(ctx: ActorContext, input: { readonly id: string }): Promise<Import> {
  const before = await loadImportFor(ctx, input.id, 'chain');
  return inTransaction(ctx, async (tx) => {
    const row = await moveImport(tx, before, 'chain', { reviewedBy: null, phaseAt: tx.now() });
    await tx.jobs.enqueue(tx.db, 'import.run', { importId: row.id });
    return row;
  });
}

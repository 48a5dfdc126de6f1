import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Import, loadImportFor } from './load-import.server.ts';
import { moveImport } from './move-import.server.ts';

/** Takes a whole import back: a job withdraws what nobody has touched since, and says of the rest why it stays. */
export async function undoImport(ctx: ActorContext, input: { readonly id: string }): Promise<Import> {
  const before = await loadImportFor(ctx, input.id, 'undo');
  return inTransaction(ctx, async (tx) => {
    const row = await moveImport(tx, before, 'undo', { phaseAt: tx.now() });
    await tx.jobs.enqueue(tx.db, 'import.run', { importId: row.id });
    return row;
  });
}

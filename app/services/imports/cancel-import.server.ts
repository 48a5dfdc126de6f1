import { eq } from 'drizzle-orm';
import { importRows } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Import, loadImportFor } from './load-import.server.ts';
import { moveImport } from './move-import.server.ts';

/** Gives a file up before anything of it is stored; its rows are forgotten. */
export async function cancelImport(ctx: ActorContext, input: { readonly id: string }): Promise<Import> {
  const before = await loadImportFor(ctx, input.id, 'cancel');
  return inTransaction(ctx, async (tx) => {
    const row = await moveImport(tx, before, 'cancel', { finishedAt: tx.now(), samples: null });
    await tx.db.delete(importRows).where(eq(importRows.importId, row.id));
    return row;
  });
}

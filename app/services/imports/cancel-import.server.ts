import { and, eq, ne, sql } from 'drizzle-orm';
import { files, importRows, imports } from '#db/schema/index.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { lockBytes } from '../files/lock-bytes.server.ts';
import { type Import, loadImportFor } from './load-import.server.ts';
import { moveImport } from './move-import.server.ts';

/** Gives a file up before anything of it is stored; its rows are forgotten and its bytes erased: nobody may have read its 密级 yet. */
export async function cancelImport(ctx: ActorContext, input: { readonly id: string }): Promise<Import> {
  const before = await loadImportFor(ctx, input.id, 'cancel');
  const [file] = await ctx.db
    .select({ id: files.id, sha256: files.sha256 })
    .from(files)
    .where(eq(files.id, before.fileId));
  return inTransaction(ctx, async (tx) => {
    if (file) await lockBytes(tx, file.sha256);
    const row = await moveImport(tx, before, 'cancel', { finishedAt: tx.now(), samples: null });
    await tx.db.delete(importRows).where(eq(importRows.importId, row.id));
    if (file && !(await isNeeded(tx, file))) await tx.files.remove(file.sha256);
    return row;
  });
}

/** Somebody else brought the same bytes and has not given them up. */
const isNeeded = async (tx: In<Context>, file: { readonly id: string; readonly sha256: string }): Promise<boolean> =>
  (await tx.db.$count(
    files,
    and(
      eq(files.sha256, file.sha256),
      ne(files.id, file.id),
      sql`not exists (select 1 from ${imports} where ${imports.fileId} = ${files.id} and ${imports.state} = 'cancelled')`,
    ),
  )) > 0;

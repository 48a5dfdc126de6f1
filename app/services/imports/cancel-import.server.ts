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
    const row = await moveImport(tx, before, 'cancel', { finishedAt: tx.now(), samples: null });
    await tx.db.delete(importRows).where(eq(importRows.importId, row.id));
    // Exists if and only if the file was given up: bytes go when that stands, and again if the first try failed.
    if (file) await tx.jobs.enqueue(tx.db, 'import.erase', { importId: row.id });
    return row;
  });
}

/** Erases the bytes of a file that was given up, unless somebody else needs the same ones. Any number of times. */
export async function eraseCancelled(ctx: Context, { importId }: { readonly importId: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [file] = await tx.db
      .select({ id: files.id, sha256: files.sha256 })
      .from(imports)
      .innerJoin(files, eq(files.id, imports.fileId))
      .where(and(eq(imports.id, importId), eq(imports.state, 'cancelled')));
    if (file === undefined) return;
    await lockBytes(tx, file.sha256);
    if (!(await isNeeded(tx, file))) await tx.files.remove(file.sha256);
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

import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { headsKey } from '#app/domain/import-columns.ts';
import { mappingOf, type WholeKey } from '#app/domain/import-mapping.ts';
import { files, importMappings } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { isUploadThere } from './is-upload-there.server.ts';
import { type Import, loadImportFor } from './load-import.server.ts';
import { moveImport } from './move-import.server.ts';

export interface MapImportInput {
  readonly id: string;
  /** Our column for each head of the file, in their order; empty where it is not read. */
  readonly keys: readonly string[];
  /** Words that stand for a whole column that the file has not. */
  readonly whole?: Readonly<Partial<Record<WholeKey, string>>>;
  readonly name?: string | undefined;
}

/**
 * Says which column of a file is which of ours, and has the file checked again: before it could be read, or after, where columns
 * were passed over or read by a saved mapping. Under a name it is kept, and the next file with the same heads is read by it.
 */
export async function mapImport(ctx: ActorContext, input: MapImportInput): Promise<Import> {
  const before = await loadImportFor(ctx, input.id, 'map');
  const [file] = await ctx.db.select({ sha256: files.sha256 }).from(files).where(eq(files.id, before.fileId));
  if (file === undefined || !(await isUploadThere(ctx, file.sha256)))
    throw new AppError('invalid', { says: '原文件已经删掉，不能再对应。请改好表头重新上传。' });
  const heads = before.heads ?? [];
  const { mapping, faults } = mappingOf({ heads, keys: input.keys, whole: input.whole ?? {} });
  refuseFaults(faults);
  return inTransaction(ctx, async (tx) => {
    const row = await moveImport(tx, before, 'map', {
      mapping,
      mappingName: input.name || null,
      mappedBy: tx.actor.userId,
      phaseAt: tx.now(),
    });
    if (input.name && before.notes.isRecords !== true) {
      const saved = { name: input.name, mapping, createdBy: ctx.actor.userId };
      await tx.db
        .insert(importMappings)
        .values({ id: v7(), orgId: row.orgId, headsKey: headsKey(heads), createdAt: tx.now(), ...saved })
        .onConflictDoUpdate({ target: [importMappings.orgId, importMappings.headsKey], set: saved });
    }
    await tx.jobs.enqueue(tx.db, 'import.check', { importId: row.id });
    return row;
  });
}

import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { headsKey, importColumns, type ImportKey, plainHeader } from '#app/domain/import-columns.ts';
import { importMappings } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Import, loadImportFor } from './load-import.server.ts';
import { moveImport } from './move-import.server.ts';

/** Words that may stand for a whole column, because every row of a unit's own list has them. */
const constantKeys = new Set<ImportKey>(['unit', 'secrecy', 'type', 'regionCode', 'fields']);

/**
 * Says which column of a foreign table is which of ours, and has the file checked again. Under a name it is kept, and the next
 * file with the same heads is read without asking.
 */
export async function mapImport(
  ctx: ActorContext,
  input: {
    readonly id: string;
    readonly mapping: Readonly<Partial<Record<ImportKey, string>>>;
    readonly name?: string | undefined;
  },
): Promise<Import> {
  const before = await loadImportFor(ctx, input.id, 'map');
  const heads = before.heads ?? [];
  const mapping = readMapping(input.mapping, heads);
  return inTransaction(ctx, async (tx) => {
    const row = await moveImport(tx, before, 'map', { mapping, mappedBy: tx.actor.userId, phaseAt: tx.now() });
    if (input.name) {
      const saved = { name: input.name, mapping, createdBy: ctx.actor.userId };
      await tx.db
        .insert(importMappings)
        .values({ id: v7(), orgId: row.orgId, headsKey: headsKey(heads), ...saved })
        .onConflictDoUpdate({ target: [importMappings.orgId, importMappings.headsKey], set: saved });
    }
    await tx.jobs.enqueue(tx.db, 'import.check', { importId: row.id });
    return row;
  });
}

function readMapping(
  given: Readonly<Partial<Record<ImportKey, string>>>,
  heads: readonly string[],
): Partial<Record<ImportKey, string>> {
  const known = new Set(heads.map(plainHeader));
  const used = new Set<string>();
  const mapping: Partial<Record<ImportKey, string>> = {};
  for (const { key, header, ...column } of importColumns) {
    const value = given[key]?.trim() ?? '';
    if (value === '') {
      if ('required' in column) throw new AppError('invalid', { says: `请选择哪一列是“${header}”。` }, `map_${key}`);
      continue;
    }
    const isConstant = value.startsWith('=') && constantKeys.has(key);
    if (!isConstant && !known.has(plainHeader(value)))
      throw new AppError('invalid', { says: '文件里没有这一列。' }, `map_${key}`);
    if (!isConstant && used.has(plainHeader(value)))
      throw new AppError('invalid', { says: `“${value}”已经对应了另一列。` }, `map_${key}`);
    if (!isConstant) used.add(plainHeader(value));
    mapping[key] = value;
  }
  return mapping;
}

import { and, eq } from 'drizzle-orm';
import { type CellError, unreadableCell } from '#app/domain/import-cells.ts';
import { type ImportKey, readHead, type SheetHead } from '#app/domain/import-columns.ts';
import type { ImportFailure } from '#app/domain/import-failure.ts';
import { importMachine } from '#app/domain/import.ts';
import { type ImportScope, readImportRow, type RowReading } from '#app/domain/import-row.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { files, importRows, imports, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { lockBytes } from '../files/lock-bytes.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { eraseUpload } from './erase-upload.server.ts';
import { duplicateFinder, type RowAt } from './find-duplicates.server.ts';
import { ReadFailure } from './read-failure.ts';
import { readSheet, type SheetRow } from './read-sheet.server.ts';
import { sheetLimits } from './zip-limits.ts';

const batchRows = 500;
type NewRow = typeof importRows.$inferInsert;

interface Counts {
  valid: number;
  invalid: number;
  duplicate: number;
  secret: number;
}

/** Reads an uploaded file and writes down, row by row, what would be stored and what is wrong. Any number of times. */
export async function checkImport(ctx: Context, input: { readonly importId: string }): Promise<void> {
  const [found] = await ctx.db
    .select({ row: imports, file: { id: files.id, sha256: files.sha256 }, type: files.sniffedType, org: organisations })
    .from(imports)
    .innerJoin(files, eq(files.id, imports.fileId))
    .innerJoin(organisations, eq(organisations.id, imports.orgId))
    .where(eq(imports.id, input.importId));
  if (found === undefined || found.row.state !== 'checking') return;
  const { row, org, file } = found;
  const scope: ImportScope = { orgName: org.name, regionCode: org.regionCode, lists: await codeLists(ctx) };
  const path = ctx.files.path(file.sha256);
  await ctx.db.delete(importRows).where(eq(importRows.importId, row.id));
  try {
    const rows = readSheet(path, found.type === 'text/plain' ? 'csv' : 'xlsx');
    const counts = await checkRows(ctx, row, scope, rows);
    const outcome = {
      totalRows: counts.valid + counts.invalid + counts.duplicate + counts.secret,
      validRows: counts.valid,
      invalidRows: counts.invalid + counts.secret,
      duplicateRows: counts.duplicate,
    };
    await inTransaction(ctx, async (tx) => {
      await lockBytes(tx, file.sha256);
      await requireOwnRows(tx, row.id, outcome.totalRows);
      await finish(tx, row, 'check', outcome);
      if (counts.secret > 0) await eraseUpload(tx, file);
    });
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    await ctx.db.delete(importRows).where(eq(importRows.importId, row.id));
    const { failure, detail } = error;
    await finish(ctx, row, 'fail', { failure, failureDetail: detail, finishedAt: ctx.now() });
  }
}

/** A check that was started a second time beside this one has taken its rows away: the job tries again. */
async function requireOwnRows(tx: In<Context>, importId: string, total: number): Promise<void> {
  const stored = await tx.db.$count(importRows, eq(importRows.importId, importId));
  if (stored !== total) throw new Error('another check of the same file is at work');
}

async function checkRows(
  ctx: Context,
  { id: importId, orgId }: typeof imports.$inferSelect,
  scope: ImportScope,
  rows: AsyncIterable<SheetRow>,
): Promise<Counts> {
  const counts: Counts = { valid: 0, invalid: 0, duplicate: 0, secret: 0 };
  const duplicatesIn = duplicateFinder(ctx, orgId);
  let head: SheetHead | null = null;
  let batch: { checked: RowAt[]; stored: NewRow[] } = { checked: [], stored: [] };
  const store = async () => {
    const { checked, stored } = batch;
    batch = { checked: [], stored: [] };
    const duplicates = await duplicatesIn(checked);
    for (const { rowNo, row } of checked) {
      const double = duplicates.get(rowNo);
      counts[double ? 'duplicate' : 'valid'] += 1;
      stored.push(
        double
          ? {
              importId,
              rowNo,
              state: 'duplicate',
              data: { name: row.achievement.name },
              errors: [double.error],
              achievementId: double.achievementId,
            }
          : { importId, rowNo, state: 'valid', data: { ...row }, errors: [] },
      );
    }
    if (stored.length > 0) await ctx.db.insert(importRows).values(stored);
  };
  for await (const { rowNo, cells } of rows) {
    if (head === null) {
      head = headOf(cells, rowNo);
      continue;
    }
    const reading = readImportRow(valuesOf(head, cells), scope);
    if (reading.kind === 'ok') batch.checked.push({ rowNo, row: reading.row });
    else {
      counts[reading.kind === 'secret' ? 'secret' : 'invalid'] += 1;
      batch.stored.push({
        importId,
        rowNo,
        state: 'invalid',
        data: nameOf(reading),
        errors: plainErrors(reading.errors),
      });
    }
    if (batch.checked.length + batch.stored.length >= batchRows) await store();
  }
  await store();
  if (head === null) throw new ReadFailure('head');
  if (counts.valid + counts.invalid + counts.duplicate + counts.secret === 0) throw new ReadFailure('empty');
  return counts;
}

/** The head stands in one of the first rows: people like to put a title above it. */
function headOf(cells: readonly string[], rowNo: number): SheetHead | null {
  const head = readHead(cells);
  if (head === null) {
    if (rowNo >= sheetLimits.headWithin) throw new ReadFailure('head');
    return null;
  }
  if (head.missing.length > 0) throw new ReadFailure('head_missing', head.missing.join('、'));
  if (head.repeated.length > 0) throw new ReadFailure('head_repeated', head.repeated.join('、'));
  return head;
}

const valuesOf = (head: SheetHead, cells: readonly string[]): Map<ImportKey, string> =>
  new Map([...head.places].map(([key, at]) => [key, cells[at] ?? '']));

/** What the report calls a row that was refused; of a row stopped by the secrecy gate it keeps nothing. */
const nameOf = (reading: RowReading): { name?: string } => (reading.kind === 'invalid' ? { name: reading.name } : {});

// PostgreSQL takes no NUL in JSON, and the mark of an unreadable cell belongs to nobody.
const plainErrors = (errors: readonly CellError[]): CellError[] =>
  errors.map(({ column, code, says }) => ({ column, code, says: says.replaceAll('\u0000', '').replaceAll(unreadableCell, '') }));

interface Outcome extends Partial<
  Pick<typeof imports.$inferInsert, 'totalRows' | 'validRows' | 'invalidRows' | 'duplicateRows' | 'finishedAt'>
> {
  readonly failure?: ImportFailure;
  readonly failureDetail?: string | null;
}

async function finish(ctx: Context, before: typeof imports.$inferSelect, event: 'check' | 'fail', outcome: Outcome) {
  const transition = transitionOf(importMachine, before.state, event);
  if (transition === undefined) return;
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(imports)
      .set({ state: transition.to, ...outcome })
      .where(and(eq(imports.id, before.id), eq(imports.state, before.state)))
      .returning();
    if (row === undefined) return;
    await audit(tx, { deed: `import.${event}`, subjectType: 'import', subjectId: row.id, orgId: row.orgId });
    const href = `/desk/imports/${row.id}`;
    await notifyPeople(tx, [row.createdBy], { kind: `import.${row.state}`, params: {}, href });
  });
}

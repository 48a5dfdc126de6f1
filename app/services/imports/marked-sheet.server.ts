import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { headerOf, importColumns, keyOfHeader, readHead, resultHeader } from '#app/domain/import-columns.ts';
import { cellsOfRecord } from '#app/domain/import-record.ts';
import { isMerged, unmerged } from '#app/domain/merged-cell.ts';
import { files, importRows } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { dropDowns } from './drop-downs.server.ts';
import { isUploadThere } from './is-upload-there.server.ts';
import { type Import, loadImport } from './load-import.server.ts';
import { readSheet, type SheetRow } from '../sheets/read-sheet.server.ts';
import { sheetKindOf } from '../sheets/sheet-kind.server.ts';
import { type WrittenFile, type WrittenRow, writeWorkbook } from '../sheets/write-workbook.server.ts';

type Faulty = Pick<typeof importRows.$inferSelect, 'rowNo' | 'name' | 'errors'>;
const pageRows = 1_000;

/**
 * The uploaded sheet with what is wrong drawn into it: the cells in red, the reasons in a column of their own, which an import
 * reads over; cells offer the words of the code lists as the template's do. Only the rows with faults unless `isWhole`. Where the upload was erased, because a row of it was not 公开, the
 * list of faults stands alone (`isList`): no sheet to be mended and uploaded again.
 */
export async function markedSheet(
  ctx: ActorContext,
  input: { readonly id: string; readonly isWhole: boolean },
): Promise<WrittenFile & { readonly isList: boolean }> {
  const row = await loadImport(ctx, input.id);
  const [file] = await ctx.db.select().from(files).where(eq(files.id, row.fileId));
  const path = ctx.files.path(file?.sha256 ?? '');
  if (!(await isUploadThere(ctx, file?.sha256 ?? ''))) {
    const list = await writeWorkbook(['行', '成果名称', '列', '问题'], reportRows(ctx, row), '问题清单');
    return { ...list, isList: true };
  }
  const source = readSheet(path, await sheetKindOf(path))[Symbol.asyncIterator]();
  const head = await headOf(source, row);
  const { lists, of } = dropDowns(await codeLists(ctx));
  const columns = Array.from({ length: head.heads.length }, (_, place) => {
    const column = importColumns.find(({ header }) => head.placeOf(header) === place);
    return column === undefined ? null : of(column.key);
  });
  const marked = markedRows(ctx, row, source, head, input.isWhole);
  const sheet = await writeWorkbook([...head.heads, resultHeader], marked, '成果', { lists, columns });
  return { ...sheet, isList: false };
}

async function* reportRows(ctx: ActorContext, row: Import): AsyncGenerator<WrittenRow> {
  for await (const { rowNo, name, errors } of faultyRows(ctx, row)) {
    for (const { column, says } of errors) yield { cells: [String(rowNo), name, column, says] };
  }
}

/** Rows with faults in the order of the file, a page at a time. */
async function* faultyRows(ctx: ActorContext, row: Import): AsyncGenerator<Faulty> {
  for (let after = 0; ;) {
    const found = await ctx.db
      .select({ rowNo: importRows.rowNo, name: importRows.name, errors: importRows.errors })
      .from(importRows)
      .where(
        and(
          eq(importRows.importId, row.id),
          inArray(importRows.state, ['invalid', 'duplicate', 'skipped']),
          gt(importRows.rowNo, after),
        ),
      )
      .orderBy(asc(importRows.rowNo))
      .limit(pageRows);
    yield* found;
    if (found.length < pageRows) return;
    after = found.at(-1)?.rowNo ?? 0;
  }
}

interface Head {
  readonly heads: readonly string[];
  /** Which column of the sheet an error's column is. */
  readonly placeOf: (column: string) => number;
  readonly cellsOf: (row: SheetRow) => readonly string[];
  /** A record that was read while the head was looked for. */
  readonly first?: SheetRow;
}

const ownColumns = importColumns.map(({ key }) => key);

async function headOf(source: AsyncIterator<SheetRow>, row: Import): Promise<Head> {
  for (let next = await source.next(); !next.done; next = await source.next()) {
    const { cells, record } = next.value;
    if (record !== undefined) {
      const cellsOf = (each: SheetRow) => {
        const { cells: values } = cellsOfRecord(each.record ?? {}, row.mapping ?? {});
        return ownColumns.map((key) => values.get(key) ?? '');
      };
      const placeOf = (column: string) => ownColumns.findIndex((key) => headerOf(key) === column);
      return { heads: ownColumns.map(headerOf), placeOf, cellsOf, first: next.value };
    }
    const heads = cells.map((cell) => (isMerged(cell) ? '' : cell));
    const head = readHead(heads, row.mapping ?? {});
    if (head === null) continue;
    const width = cells.length;
    return {
      heads,
      placeOf: (column) => {
        const key = keyOfHeader(column);
        return key === null ? -1 : (head.places.get(key) ?? -1);
      },
      cellsOf: (each) => Array.from({ length: width }, (_, at) => unmerged(each.cells[at] ?? '')),
    };
  }
  return { heads: [], placeOf: () => -1, cellsOf: () => [] };
}

async function* markedRows(
  ctx: ActorContext,
  row: Import,
  source: AsyncIterator<SheetRow>,
  { heads, placeOf, cellsOf, first }: Head,
  isWhole: boolean,
): AsyncGenerator<WrittenRow> {
  const faulty = faultyRows(ctx, row);
  let fault = await faulty.next();
  const rest = { [Symbol.asyncIterator]: () => source };
  async function* all() {
    if (first) yield first;
    yield* rest;
  }
  for await (const each of all()) {
    while (!fault.done && fault.value.rowNo < each.rowNo) fault = await faulty.next();
    const errors = !fault.done && fault.value.rowNo === each.rowNo ? fault.value.errors : [];
    if (errors.length === 0 && !isWhole) {
      if (fault.done) return;
      continue;
    }
    const wrong = errors.map(({ column }) => placeOf(column)).filter((at) => at >= 0);
    const says = errors.map(({ column, says: words }) => `${column}：${words}`).join('\n');
    yield {
      cells: [...cellsOf(each), says],
      wrong: errors.length > 0 ? [...wrong, heads.length] : [],
    };
  }
}

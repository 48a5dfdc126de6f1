import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as breath } from 'node:timers/promises';
import type { DataValidation, stream, Worksheet } from 'exceljs';
import { storableText } from '#app/domain/storable-text.ts';

/** The sheet that drop-downs take their words from, and people those for which there is none. */
export const listSheet = '代码表';

export interface WrittenRow {
  /** Numbers are amounts of yuan. */
  readonly cells: readonly (string | number)[];
  /** Columns drawn as wrong. */
  readonly wrong?: readonly number[];
}

/** What the cells of each column offer, null for a column of its own making; `lists` goes into a sheet of its own. */
export interface OfferedWords {
  /** A column each: what it is the list of, and its words. */
  readonly lists: readonly { readonly head: string; readonly words: readonly string[] }[];
  readonly columns: readonly (DataValidation | null)[];
}

export interface WrittenFile {
  readonly stream: Readable;
  readonly bytes: number;
}

const wrongFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFBE3E0' } } as const;
const headFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF4F2EC' } } as const;
const rowsABreath = 100;

/**
 * Writes a workbook of one sheet row by row to a file without a name and hands it over as a stream: however long the list and
 * however slow the reader, memory holds a few rows. Cells are texts or numbers: nothing is taken for a formula.
 */
export async function writeWorkbook(
  head: readonly string[],
  rows: AsyncIterable<WrittenRow> | Iterable<WrittenRow>,
  sheetName = '成果',
  offered?: OfferedWords,
): Promise<WrittenFile> {
  const { default: excel } = await import('exceljs');
  const folder = await mkdtemp(join(tmpdir(), 'chengguo-workbook-'));
  const filename = join(folder, 'sheet.xlsx');
  try {
    const book = new excel.stream.xlsx.WorkbookWriter({ filename, useStyles: true, useSharedStrings: false });
    const sheet = book.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] });
    head.forEach((_, at) => {
      sheet.getColumn(at + 1).width = at === 0 ? 36 : 18;
    });
    const first = sheet.addRow([...head]);
    first.font = { bold: true };
    head.forEach((_, at) => {
      first.getCell(at + 1).fill = headFill;
    });
    first.commit();
    let written = 0;
    for await (const { cells, wrong = [] } of rows) {
      // A cell that holds nothing is left out: most of a record's columns.
      const row = sheet.addRow(cells.map(cellOf));
      cells.forEach((cell, at) => {
        if (typeof cell === 'number') row.getCell(at + 1).numFmt = '#,##0.00';
      });
      for (const at of wrong) row.getCell(at + 1).fill = wrongFill;
      row.commit();
      if ((written += 1) % rowsABreath === 0) await breath();
    }
    if (offered) offer(book, sheet, offered, Math.max(written, 1) + 1);
    sheet.commit();
    await book.commit();
    const { size: bytes } = await stat(filename);
    const handle = await open(filename);
    return { stream: handle.createReadStream(), bytes };
  } finally {
    // The open file outlives its name.
    await rm(folder, { recursive: true, force: true });
  }
}

/** One character that XML does not hold would make the whole file unreadable. */
const cellOf = (cell: string | number): string | number | undefined =>
  cell === '' ? undefined : typeof cell === 'string' ? storableText(cell) : cell;

function offer(
  book: stream.xlsx.WorkbookWriter,
  sheet: Worksheet,
  { lists, columns }: OfferedWords,
  last: number,
): void {
  // One range a column, which the library's types do not know: cell by cell they would all stand in memory.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add: (range: string, validation: DataValidation) => void };
  };
  columns.forEach((validation, at) => {
    const { letter } = sheet.getColumn(at + 1);
    if (validation !== null) dataValidations.add(`${letter}2:${letter}${last}`, validation);
  });
  const words = book.addWorksheet(listSheet);
  const longest = Math.max(...lists.map((list) => list.words.length));
  words.addRow(lists.map(({ head }) => head)).commit();
  for (let at = 0; at < longest; at += 1) words.addRow(lists.map((list) => list.words[at] ?? null)).commit();
  words.commit();
}

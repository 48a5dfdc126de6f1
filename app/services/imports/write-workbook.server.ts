import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as breath } from 'node:timers/promises';

export interface WrittenRow {
  /** Numbers are amounts of yuan. */
  readonly cells: readonly (string | number)[];
  /** Columns drawn as wrong. */
  readonly wrong?: readonly number[];
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
      const row = sheet.addRow([...cells]);
      cells.forEach((cell, at) => {
        if (typeof cell === 'number') row.getCell(at + 1).numFmt = '#,##0.00';
      });
      for (const at of wrong) row.getCell(at + 1).fill = wrongFill;
      row.commit();
      if ((written += 1) % rowsABreath === 0) await breath();
    }
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

import { cellOfCsv } from '#app/domain/csv-cell.ts';
import { CsvFault, csvCutter } from './cut-csv.ts';
import { decoded } from './decode-text.ts';
import { ReadFailure } from './read-failure.ts';
import type { TakeRow } from './read-sheet-part.ts';
import { sheetLimits } from './zip-limits.ts';

/**
 * Reads a CSV, or a table with tabs, in the encoding that was found. Rows are numbered as a spreadsheet shows them: blank ones
 * count, one with line breaks in its cells counts once.
 *
 * @throws ReadFailure with the line of the text where the record begins that cannot be read
 */
export async function readCsv(path: string, encoding: string, take: TakeRow): Promise<void> {
  const found: { readonly rowNo: number; readonly cells: string[] }[] = [];
  let records = 0;
  let lines = 0;
  const cutter = csvCutter(await look(path, encoding), (record) => {
    records += 1;
    lines += 1 + breaksIn(record);
    const cells = record.slice(0, sheetLimits.columns).map((cell) => cellOfCsv(cell.slice(0, sheetLimits.cellChars)));
    if (cells.some((cell) => cell.trim() !== '')) found.push({ rowNo: records, cells });
  });
  // Rows are handed over by the piece: a turn of the event loop for each would take longer than to read it.
  const takeAll = async (): Promise<void> => {
    for (const { rowNo, cells } of found.splice(0)) {
      const wait = take(rowNo, cells);
      if (wait !== undefined) await wait;
    }
  };
  try {
    for await (const piece of decoded(path, encoding)) {
      cutter.write(piece);
      await takeAll();
    }
    cutter.end();
  } catch (error) {
    // What stands above a fault is handed over.
    await takeAll();
    throw error instanceof CsvFault ? new ReadFailure(error.failure, String(lines + 1)) : error;
  }
  await takeAll();
}

/** Line breaks within cells, a CR LF as one: as editors count. */
const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => (cell.includes('\n') ? sum + cell.split('\n').length - 1 : sum), 0);

async function look(path: string, encoding: string): Promise<string> {
  let head = '';
  for await (const text of decoded(path, encoding)) if ((head += text).length >= 4096) break;
  if (/^\s*<(?:[?!]|html|table|head|meta|style)/i.test(head)) throw new ReadFailure('markup');
  const first = head.slice(0, Math.max(0, head.search(/\r?\n/))) || head;
  const isOf = (mark: string) => first.includes(mark) && !first.includes(',');
  return isOf('\t') ? '\t' : isOf(';') ? ';' : ',';
}

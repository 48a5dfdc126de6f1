import { csvRecords } from './csv-records.ts';
import { decoded } from './decode-text.ts';
import { ReadFailure } from './read-failure.ts';
import type { TakeRow } from './read-workbook.ts';
import { sheetLimits } from './zip-limits.ts';

/** Reads a CSV, or a table with tabs, in the encoding that was found. */
export async function readCsv(path: string, encoding: string, take: TakeRow): Promise<void> {
  const records = csvRecords(await look(path, encoding));
  const { columns, cellChars } = sheetLimits;
  const takeAll = async (piece: string, isLast = false): Promise<void> => {
    for (const { cells, rowNo } of records.take(piece, isLast)) {
      if (cells.length > columns) cells.length = columns;
      for (let at = 0; at < cells.length; at += 1)
        if ((cells[at] ?? '').length > cellChars) cells[at] = (cells[at] ?? '').slice(0, cellChars);
      const wait = take(rowNo, cells);
      if (wait !== undefined) await wait;
    }
  };
  for await (const piece of decoded(path, encoding)) await takeAll(piece);
  await takeAll('', true);
}

async function look(path: string, encoding: string): Promise<string> {
  let head = '';
  for await (const text of decoded(path, encoding)) if ((head += text).length >= 4096) break;
  if (/^\s*<(?:[?!]|html|table|head|meta|style)/i.test(head)) throw new ReadFailure('markup');
  const first = head.slice(0, Math.max(0, head.search(/\r?\n/))) || head;
  const isOf = (mark: string) => first.includes(mark) && !first.includes(',');
  return isOf('\t') ? '\t' : isOf(';') ? ';' : ',';
}

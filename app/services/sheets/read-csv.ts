import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { cellOfCsv } from '#app/domain/csv-cell.ts';
import { decoded } from './decode-text.ts';
import { ReadFailure } from './read-failure.ts';
import type { TakeRow } from './read-sheet-part.ts';
import type { NoteBytes } from './take-given.ts';
import { sheetLimits } from './zip-limits.ts';

const longestRecord = 4 * 1_048_576;
const highWaterMark = 262_144;

/**
 * Reads a CSV, or a table with tabs, in the encoding that was found. Rows are numbered as a spreadsheet shows them: blank ones
 * count, one with line breaks in its cells counts once.
 *
 * @throws ReadFailure with the line of the text where the record begins that cannot be read
 */
export async function readCsv(path: string, encoding: string, take: TakeRow, note?: NoteBytes): Promise<void> {
  const found: { readonly rowNo: number; readonly cells: string[] }[] = [];
  let records = 0;
  let lines = 0;
  const parser = parse({
    bom: true,
    delimiter: await look(path, encoding),
    // Files put together of pieces end their lines in more than one way.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: longestRecord,
    // Taken out of here by the piece: read from the stream, each record would cost a turn of the event loop.
    on_record: (record: string[]) => {
      records += 1;
      lines += 1 + breaksIn(record);
      const cells = record.slice(0, sheetLimits.columns).map((cell) => cellOfCsv(cell.slice(0, sheetLimits.cellChars)));
      if (cells.some((cell) => cell.trim() !== '')) found.push({ rowNo: records, cells });
      return null;
    },
  });
  // Whoever writes is told.
  parser.on('error', () => {});
  const told = (write: (done: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => write((error) => (error ? reject(failureOf(error, lines + 1)) : resolve())));
  const takeAll = async (): Promise<void> => {
    for (const { rowNo, cells } of found.splice(0)) {
      const wait = take(rowNo, cells);
      if (wait !== undefined) await wait;
    }
  };
  try {
    // The parser reads UTF-8 itself; what comes otherwise is decoded before.
    for await (const piece of encoding === 'utf-8'
      ? createReadStream(path, { highWaterMark })
      : decoded(path, encoding, note)) {
      await told((done) => parser.write(piece, done)).finally(takeAll);
      if (typeof piece !== 'string') await note?.((piece as Buffer).length);
    }
    await told((done) => parser.end(done)).finally(takeAll);
  } finally {
    parser.destroy();
  }
}

/** The parser counts a CR LF within a cell as two lines; editors do not. */
const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => (cell.includes('\n') ? sum + cell.split('\n').length - 1 : sum), 0);

function failureOf(error: Error, line: number): Error {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // A quote that stays open takes in all the rest, so a record too long is one, too.
  if (['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE'].includes(code))
    return new ReadFailure('quote_open', String(line));
  return /^(?:CSV_|INVALID_OPENING_QUOTE)/.test(code) ? new ReadFailure('csv', String(line)) : error;
}

async function look(path: string, encoding: string): Promise<string> {
  let head = '';
  for await (const text of decoded(path, encoding)) if ((head += text).length >= 4096) break;
  if (/^\s*<(?:[?!]|html|table|head|meta|style)/i.test(head)) throw new ReadFailure('markup');
  const first = head.slice(0, Math.max(0, head.search(/\r?\n/))) || head;
  const isOf = (mark: string) => first.includes(mark) && !first.includes(',');
  return isOf('\t') ? '\t' : isOf(';') ? ';' : ',';
}

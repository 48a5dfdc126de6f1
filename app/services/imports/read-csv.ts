import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { decoded } from './decode-text.ts';
import { ReadFailure } from './read-failure.ts';
import type { TakeRow } from './read-workbook.ts';
import { sheetLimits } from './zip-limits.ts';

/** Reads a CSV, or a table with tabs, in the encoding that was found. */
export async function readCsv(path: string, encoding: string, take: TakeRow): Promise<void> {
  const delimiter = await look(path, encoding);
  let lastLine = 0;
  const parser = parse({
    bom: true,
    delimiter,
    // Files put together of pieces end their lines in more than one way.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: 4 * 1_048_576,
    // The parser throws away what nobody has taken yet when it fails; this is what it has read.
    on_record: (record: string[], { lines }) => {
      lastLine = lines;
      return record;
    },
  });
  const source = Readable.from(decoded(path, encoding));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const item of parser) {
      const { record, info } = item as { record: string[]; info: { lines: number } };
      const cells = record.slice(0, sheetLimits.columns).map((cell) => cell.slice(0, sheetLimits.cellChars));
      if (cells.some((cell) => cell.trim() !== '')) await take(info.lines, cells);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error;
    const row = String(lastLine + 1);
    // A quote that stays open takes in all the rest, so a record too long is one, too.
    if (['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE'].includes(error.code)) throw new ReadFailure('quote_open', row);
    if (/^(?:CSV_|INVALID_OPENING_QUOTE)/.test(error.code)) throw new ReadFailure('csv', row);
    throw error;
  } finally {
    source.destroy();
  }
}

async function look(path: string, encoding: string): Promise<string> {
  let head = '';
  for await (const text of decoded(path, encoding)) if ((head += text).length >= 4096) break;
  if (/^\s*<(?:[?!]|html|table|head|meta|style)/i.test(head)) throw new ReadFailure('markup');
  const first = head.slice(0, Math.max(0, head.search(/\r?\n/))) || head;
  const isOf = (mark: string) => first.includes(mark) && !first.includes(',');
  return isOf('\t') ? '\t' : isOf(';') ? ';' : ',';
}

import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { ReadFailure } from './read-failure.ts';
import type { TakeRow } from './read-workbook.ts';
import { sheetLimits } from './zip-limits.ts';

/** UTF-16 only with its mark: without one any text would pass for it. */
const encodings = ['utf-8', 'gb18030'] as const;

/** Reads a CSV, or a table with tabs, in UTF-8, GB18030 or marked UTF-16; the encoding is found by decoding it strictly. */
export async function readCsv(path: string, take: TakeRow): Promise<void> {
  const { encoding, delimiter } = await look(path);
  let lastLine = 0;
  const parser = parse({
    bom: true,
    delimiter,
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

async function look(path: string): Promise<{ encoding: string; delimiter: string }> {
  for (const encoding of [await markedEncoding(path), ...encodings]) {
    if (encoding === null) continue;
    try {
      let head = '';
      for await (const text of decoded(path, encoding)) if (head.length < 4096) head += text;
      if (/^\s*<(?:[?!]|html|table|head|meta|style)/i.test(head)) throw new ReadFailure('markup');
      const first = head.slice(0, Math.max(0, head.search(/\r?\n/))) || head;
      const isOf = (mark: string) => first.includes(mark) && !first.includes(',');
      return { encoding, delimiter: isOf('\t') ? '\t' : isOf(';') ? ';' : ',' };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new ReadFailure('encoding');
}

async function markedEncoding(path: string): Promise<'utf-16le' | 'utf-16be' | null> {
  for await (const chunk of createReadStream(path, { end: 1 })) {
    const [first, second] = chunk as Buffer;
    if (first === 0xff && second === 0xfe) return 'utf-16le';
    if (first === 0xfe && second === 0xff) return 'utf-16be';
  }
  return null;
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

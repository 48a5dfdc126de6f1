import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { ReadFailure } from './read-failure.ts';
import type { TakeRow } from './read-workbook.ts';
import { sheetLimits } from './zip-limits.ts';

const encodings = ['utf-8', 'gb18030'] as const;

/** Reads a CSV, or a table with tabs, in UTF-8 (with or without its mark) or in GB18030, found by decoding it strictly. */
export async function readCsv(path: string, take: TakeRow): Promise<void> {
  const { encoding, delimiter } = await look(path);
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: 4 * 1_048_576,
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
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new ReadFailure('csv');
    throw error;
  } finally {
    source.destroy();
  }
}

async function look(path: string): Promise<{ encoding: string; delimiter: string }> {
  for (const encoding of encodings) {
    try {
      let head = '';
      for await (const text of decoded(path, encoding)) if (head.length < 4096) head += text;
      const first = head.slice(0, Math.max(0, head.search(/\r?\n/))) || head;
      return { encoding, delimiter: first.includes('\t') && !first.includes(',') ? '\t' : ',' };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new ReadFailure('encoding');
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

import { Readable } from 'node:stream';
import type { ExportFormat } from '#app/domain/export-application.ts';
import { csvCell } from '#app/domain/csv-cell.ts';
import { writeWorkbook, type WrittenRow } from '../sheets/write-workbook.server.ts';

type Rows = AsyncIterable<readonly string[]>;

/** Pieces of a file are about so long: a few rows of text each, whatever the reader's pace. */
const pieceChars = 65_536;

/** A table as a file, its first row the heads; however long it is, memory holds a few rows. Texts are written while they are read. */
export async function recordFile(format: ExportFormat, heads: readonly string[], rows: Rows): Promise<Readable> {
  if (format === 'xlsx') return (await writeWorkbook(heads, written(rows))).stream;
  const lines = format === 'csv' ? csvLines(heads, rows) : jsonLines(heads, rows);
  return Readable.from(pieces(lines), { objectMode: false });
}

async function* written(rows: Rows): AsyncGenerator<WrittenRow> {
  for await (const cells of rows) yield { cells };
}

async function* pieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < pieceChars) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** With the byte order mark, by which Excel knows UTF-8. */
async function* csvLines(heads: readonly string[], rows: Rows): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(heads)}`;
  for await (const cells of rows) yield csvLine(cells);
}

async function* jsonLines(heads: readonly string[], rows: Rows): AsyncGenerator<string> {
  for await (const cells of rows) {
    const filled = heads.flatMap((head, at) => (cells[at] ? [[head, cells[at]] as const] : []));
    yield `${JSON.stringify(Object.fromEntries(filled))}\n`;
  }
}

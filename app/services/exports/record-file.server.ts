import { Readable } from 'node:stream';
import type { ExportFormat } from '#app/domain/export-application.ts';
import { zipStream } from './zip-stream.ts';

type Rows = AsyncIterable<readonly string[]>;

/** Pieces of a file are about so long: a few rows of text each, whatever the reader's pace. */
const pieceChars = 65_536;

/** A table as a file that is written while it is read, its first row the heads. */
export function recordFile(format: ExportFormat, heads: readonly string[], rows: Rows): Readable {
  if (format === 'xlsx') return Readable.from(zipStream(workbook(heads, rows)), { objectMode: false });
  const lines = format === 'csv' ? csvLines(heads, rows) : jsonLines(heads, rows);
  return Readable.from(pieces(lines), { objectMode: false });
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

/** A spreadsheet must not take a cell of ours for a formula; an import takes the apostrophe away again. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
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

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function* workbook(heads: readonly string[], rows: Rows) {
  const part = (name: string, body: string) => ({ name, body: [declaration + body] });
  yield part(
    '[Content_Types].xml',
    `<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/></Types>`,
  );
  yield part(
    '_rels/.rels',
    `<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  yield part(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="成果" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  yield part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  );
  yield { name: 'xl/worksheets/sheet1.xml', body: pieces(sheet(heads, rows)) };
}

async function* sheet(heads: readonly string[], rows: Rows): AsyncGenerator<string> {
  const columns = heads.map((_, at) => columnName(at));
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="36" customWidth="1"/></cols><sheetData>`;
  let rowNo = 1;
  yield sheetRow(columns, rowNo, heads);
  for await (const cells of rows) yield sheetRow(columns, (rowNo += 1), cells);
  yield '</sheetData></worksheet>';
}

/** Every cell a text of its own: nothing is taken for a formula, a number or a day. */
function sheetRow(columns: readonly string[], rowNo: number, cells: readonly string[]): string {
  let row = `<row r="${rowNo}">`;
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    if (cell)
      row += `<c r="${columns[at]}${rowNo}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
  }
  return `${row}</row>`;
}

const longestCell = 32_767;
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
// oxlint-disable-next-line no-control-regex -- XML has no place for these
const strange = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
// oxlint-disable-next-line no-control-regex -- as above
const special = /[&<>\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

const xmlText = (text: string): string =>
  special.test(text) || text.length > longestCell
    ? text
        .slice(0, longestCell)
        .replace(strange, '')
        .replace(/[&<>]/g, (sign) => signs[sign] ?? '')
    : text;

/** 0 → 'A', 27 → 'AB'. */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter;
}

import { posix } from 'node:path';
import { unreadableCell } from '#app/domain/import-cells.ts';
import { readLooks, showNumber, type NumberLook } from './number-formats.ts';
import { openZip, type OpenZip } from './open-zip.ts';
import { parseXml } from './parse-xml.ts';
import { ReadFailure } from './read-failure.ts';
import { stringTable, type StringTable } from './string-table.ts';
import { sheetLimits } from './zip-limits.ts';

/** Takes one row; a promise makes the reader wait. */
export type TakeRow = (rowNo: number, cells: string[]) => Promise<void> | void;

/** Reads the first visible sheet of an .xlsx, row by row. */
export async function readWorkbook(path: string, take: TakeRow): Promise<void> {
  const zip = await openZip(path);
  const strings = stringTable();
  try {
    requireWorkbook(zip);
    const { part, is1904 } = await findSheet(zip);
    const looks = await readLooks(zip);
    await readStrings(zip, strings);
    await readSheetPart(zip, part, { strings, looks, is1904 }, take);
  } finally {
    strings.close();
    zip.close();
  }
}

/** A zip is a workbook by what lies in it; others are named for what they are. */
function requireWorkbook(zip: OpenZip): void {
  if (zip.has('xl/workbook.xml')) return;
  if (zip.has('xl/workbook.bin') || zip.has('content.xml')) throw new ReadFailure('other_sheet');
  throw new ReadFailure(zip.has('word/document.xml') || zip.has('ppt/presentation.xml') ? 'word' : 'archive');
}

async function findSheet(zip: OpenZip): Promise<{ part: string; is1904: boolean }> {
  let relation: string | undefined;
  let is1904 = false;
  await parseXml(await zip.stream('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name === 'sheet' && (attributes.state ?? 'visible') === 'visible') relation ??= attributes.id;
    },
  });
  if (relation === undefined) throw new ReadFailure('no_sheet');
  let target: string | undefined;
  await parseXml(await zip.stream('xl/_rels/workbook.xml.rels'), {
    open(name, attributes) {
      if (name === 'Relationship' && attributes.Id === relation) target = attributes.Target;
    },
  });
  if (target === undefined) throw new ReadFailure('broken');
  const part = target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
  if (!zip.has(part)) throw new ReadFailure('broken');
  return { part, is1904 };
}

async function readStrings(zip: OpenZip, strings: StringTable): Promise<void> {
  if (!zip.has('xl/sharedStrings.xml')) return;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await parseXml(await zip.stream('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') inPhonetic = true;
      if (name === 't') inText = !inPhonetic;
    },
    text(piece) {
      if (inText && text.length <= sheetLimits.cellChars) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') inPhonetic = false;
      if (name === 'si') strings.add(text.slice(0, sheetLimits.cellChars));
    },
  });
}

interface Meanings {
  readonly strings: StringTable;
  readonly looks: readonly NumberLook[];
  readonly is1904: boolean;
}

async function readSheetPart(zip: OpenZip, part: string, meanings: Meanings, take: TakeRow): Promise<void> {
  const rows: [number, string[]][] = [];
  let rowNo = 0;
  let cells: string[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let hasValue = false;
  let hasFormula = false;
  let reading = false;
  let inPhonetic = false;
  await parseXml(await zip.stream(part), {
    open(name, attributes) {
      if (name === 'row') {
        rowNo = attributes.r === undefined ? rowNo + 1 : Number(attributes.r);
        cells = [];
        column = -1;
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        value = '';
        hasValue = false;
        hasFormula = false;
      } else if (name === 'f') hasFormula = true;
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 'v' || (name === 't' && !inPhonetic)) {
        reading = true;
        hasValue = true;
      }
    },
    text(piece) {
      if (reading && value.length <= sheetLimits.cellChars) value += piece;
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'c' && column >= 0 && column < sheetLimits.columns) {
        while (cells.length < column) cells.push('');
        const isBlank = !hasValue || (hasFormula && value === '' && type !== 'str');
        cells[column] = isBlank && hasFormula ? unreadableCell : show(type, style, value, meanings);
      } else if (name === 'row' && cells.some((cell) => cell !== '')) rows.push([rowNo, cells]);
    },
    async pause() {
      for (const [no, row] of rows.splice(0)) await take(no, row);
    },
  });
  for (const [no, row] of rows) await take(no, row);
}

function show(type: string, style: number, value: string, { strings, looks, is1904 }: Meanings): string {
  if (type === 's') return value === '' ? '' : (strings.get(Number(value)) ?? '');
  if (type === 'b') return value === '1' ? '是' : '否';
  if (type === 'e') return unreadableCell;
  if (type === 'd') return value.slice(0, 10);
  if (type === 'n') return value === '' ? '' : showNumber(value, looks[style] ?? 'plain', is1904);
  return value.slice(0, sheetLimits.cellChars);
}

/** 'AB12' → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

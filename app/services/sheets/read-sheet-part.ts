import { unreadableCell } from '#app/domain/import-cells.ts';
import { type NumberLook, showNumber } from './number-formats.ts';
import type { OpenZip } from './open-zip.ts';
import { parseXml } from './parse-xml.ts';
import { ReadFailure } from './read-failure.ts';
import type { StringTable } from './string-table.ts';
import type { NoteBytes } from './take-given.ts';
import { sheetLimits } from './zip-limits.ts';

/** Takes one row; a promise makes the reader wait. */
export type TakeRow = (rowNo: number, cells: string[]) => Promise<void> | void;

export interface Meanings {
  readonly strings: StringTable;
  readonly looks: readonly NumberLook[];
  readonly is1904: boolean;
}

/** Reads one sheet row by row; gives what it says besides: above and below its printed pages, in prompts, in formulas. */
export async function readSheetPart(
  zip: OpenZip,
  part: string,
  meanings: Meanings,
  take: TakeRow,
  note?: NoteBytes,
): Promise<readonly string[]> {
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
  const margins: string[] = [];
  let margin: string | null = null;
  let formula: string | null = null;
  const keep = (text: string) => {
    if (margins.length < mostMargins) margins.push(text);
    else throw new ReadFailure('too_large');
  };
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
      } else if (name === 'f') {
        hasFormula = true;
        formula = '';
      } else if (name === 'rPh') inPhonetic = true;
      else if (name === 'v' || (name === 't' && !inPhonetic)) {
        reading = true;
        hasValue = true;
      } else if (isMargin(name)) margin = '';
      else if (said.has(name)) {
        for (const key of prompts) {
          const prompt = attributes[key];
          if (prompt) keep(prompt);
        }
      }
    },
    text(piece) {
      if (formula !== null && formula.length <= sheetLimits.cellChars) formula += piece;
      else if (margin !== null && margin.length <= sheetLimits.cellChars) margin += piece;
      else if (reading && value.length <= sheetLimits.cellChars) value += piece;
    },
    close(name) {
      if (name === 'f') {
        // Words in a formula are not what it shows.
        if (formula?.includes('"')) keep(formula);
        formula = null;
      } else if (name === 'v' || name === 't') reading = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'c' && column >= 0 && column < sheetLimits.columns) {
        while (cells.length < column) cells.push('');
        const isBlank = !hasValue || (hasFormula && value === '' && type !== 'str');
        cells[column] = isBlank && hasFormula ? unreadableCell : show(type, style, value, meanings);
      } else if (name === 'row' && cells.some((cell) => cell !== '')) rows.push([rowNo, cells]);
      else if (margin !== null && isMargin(name)) {
        keep(margin);
        margin = null;
      }
    },
    async pause(bytes) {
      for (const [no, row] of rows.splice(0)) await take(no, row);
      await note?.(bytes);
    },
  });
  for (const [no, row] of rows) await take(no, row);
  return margins;
}

const isMargin = (name: string): boolean => /^(?:(?:odd|even|first)(?:Header|Footer)|formula[12])$/.test(name);
/** Elements that say something when the pointer stands there. */
const said = new Set(['dataValidation', 'hyperlink', 'sheetPr', 'protectedRange']);
const prompts = ['prompt', 'promptTitle', 'error', 'errorTitle', 'tooltip', 'display', 'codeName', 'name'];
/** Formulas with words in them, of a table of achievements. */
const mostMargins = 200_000;

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

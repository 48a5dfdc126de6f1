import { type CodeLists, findCode } from './code-list.ts';
import { headerOf, type ImportColumn, type ImportKey, importColumns } from './import-columns.ts';
import { type Fen, parseFen, parsePpm } from './money.ts';

export interface CellError {
  readonly column: string;
  readonly says: string;
}

export interface CellReader {
  readonly errors: CellError[];
  /** Refuses a cell; the first complaint about a cell stands. */
  readonly fail: (key: ImportKey, says: string) => void;
  readonly require: (key: ImportKey) => void;
  readonly text: (key: ImportKey) => string;
  readonly words: (key: ImportKey) => string[];
  readonly code: (key: ImportKey) => string | null;
  readonly codes: (key: ImportKey) => string[];
  readonly fen: (key: ImportKey) => Fen | null;
  readonly ppm: (key: ImportKey) => number | null;
  readonly count: (key: ImportKey) => number | null;
}

/** What the sheet reader hands over where a cell holds a formula without a result, or an error value. */
export const unreadableCell = '\uFFFC';

const columns = new Map<ImportKey, ImportColumn>(importColumns.map((column) => [column.key, column]));
const quoted = (text: string): string => `“${text.length > 20 ? `${text.slice(0, 20)}…` : text}”`;

/** Characters that no text keeps: controls, direction marks, lone surrogates. Line breaks stay. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex -- these are what is taken out
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, ' ')
    .replace(/[\uD800-\uDFFF]/gu, '')
    .trim();

/** Reads the cells of one row by their kind and gathers every error. */
export function cellReader(cells: ReadonlyMap<ImportKey, string>, lists: CodeLists): CellReader {
  const errors: CellError[] = [];
  const fail = (key: ImportKey, says: string) => {
    const column = headerOf(key);
    if (!errors.some((error) => error.column === column)) errors.push({ column, says });
  };
  const raw = (key: ImportKey): string => {
    const text = cells.get(key) ?? '';
    if (text !== unreadableCell) return clean(text);
    fail(key, '这一格是没有结果的公式或错误值，请粘贴为数值。');
    return '';
  };
  const text = (key: ImportKey): string => {
    const value = raw(key);
    const { max } = columns.get(key)!;
    if ([...value].length > max) fail(key, `最多 ${max} 字，现在 ${[...value].length} 字。`);
    return value;
  };
  const words = (key: ImportKey): string[] => {
    const found = raw(key)
      .split(/[;；\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== '');
    const unique = [...new Set(found)];
    const { max } = columns.get(key)!;
    if (unique.length > max) fail(key, `最多 ${max} 个，现在 ${unique.length} 个。`);
    if (unique.some((word) => word.length > 300)) fail(key, '其中一项太长，请用分号隔开。');
    return unique;
  };
  const lookUp = (key: ImportKey, word: string): string | null => {
    const { list = '' } = columns.get(key)!;
    const wanted = list === 'trl' ? word.normalize('NFKC').replace(/^\s*TRL\s*/i, '') : word;
    const code = findCode(lists, list, wanted);
    if (code === null) fail(key, `${quoted(word)}不在代码表里，请从下拉列表选。`);
    return code;
  };
  return {
    errors,
    fail,
    text,
    words,
    require: (key) => {
      if (raw(key) === '') fail(key, '必填。');
    },
    code: (key) => {
      const value = raw(key);
      return value === '' ? null : lookUp(key, value);
    },
    codes: (key) => {
      const parts = words(key).flatMap((word) =>
        findCode(lists, columns.get(key)!.list ?? '', word) === null ? word.split(/[、,，]/) : [word],
      );
      const codes = [...new Set(parts.map((word) => lookUp(key, word.trim())).filter((code) => code !== null))];
      const { max } = columns.get(key)!;
      if (codes.length > max) fail(key, `最多 ${max} 个，现在 ${codes.length} 个。`);
      return codes;
    },
    fen: (key) => {
      const value = raw(key);
      if (value === '') return null;
      const fen = parseFen(value, 'wan');
      if (fen === null) fail(key, `${quoted(value)}不是金额。填数字，单位万元，如 58 或 0.5。`);
      return fen;
    },
    ppm: (key) => {
      const value = raw(key);
      if (value === '') return null;
      const ppm = parsePpm(value);
      if (ppm === null) fail(key, `${quoted(value)}不是百分比。填 0 至 100 之间，最多 4 位小数，如 2.5%。`);
      return ppm;
    },
    count: (key) => {
      const value = raw(key).normalize('NFKC');
      if (value === '') return null;
      const { max } = columns.get(key)!;
      if (/^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= max) return Number(value);
      fail(key, `填 1 至 ${max} 的整数。`);
      return null;
    },
  };
}

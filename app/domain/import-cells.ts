import { cutText } from './cut-text.ts';
import { ambiguousWords, type CodeLists, findCodes, offeredWords } from './code-list.ts';
import { type ColumnKind, headerOf, type ImportColumn, type ImportKey, importColumns } from './import-columns.ts';
import { splitEntries, splitParts } from './import-lists.ts';
import { isMerged } from './merged-cell.ts';
import { type Fen, finerThanFenWords, isFinerThanFen, parseFen, parsePpm } from './money.ts';
import { readDay, readMonth } from './typed-day.ts';

/** What is wrong with a cell, for programs; the sentence beside it is for people. */
export const cellFaults = [
  'required',
  'too_long',
  'too_many',
  'not_in_list',
  'ambiguous',
  'not_a_number',
  'not_a_date',
  'unreadable',
  'merged',
  'shape',
  'check_digit',
  'order',
  'mismatch',
  'not_open',
  'not_own',
  'duplicate',
  'vague',
  'not_kept',
  'unknown_column',
  'picture',
] as const;
export type CellFault = (typeof cellFaults)[number];

export interface CellError {
  readonly column: string;
  readonly code: CellFault;
  readonly says: string;
}

export interface CellReader {
  /** Typed into a form with a box for each part of an entry: what is wrong is said without how to write a cell. */
  readonly isTyped: boolean;
  /** Goes on to the next row. */
  readonly begin: (cells: ReadonlyMap<ImportKey, string>) => void;
  /** What is wrong with the row so far, by column. */
  readonly errors: () => readonly CellError[];
  /** Refuses a cell. A cell that holds several things has every fault of each of them, any other one the first that was found. */
  readonly fail: (key: ImportKey, code: CellFault, says: string) => void;
  readonly require: (key: ImportKey) => void;
  readonly text: (key: ImportKey) => string;
  readonly words: (key: ImportKey) => string[];
  readonly code: (key: ImportKey) => string | null;
  readonly codes: (key: ImportKey) => string[];
  readonly fen: (key: ImportKey) => Fen | null;
  readonly ppm: (key: ImportKey) => number | null;
  readonly count: (key: ImportKey) => number | null;
  readonly day: (key: ImportKey) => string | null;
  readonly month: (key: ImportKey) => string | null;
  readonly flag: (key: ImportKey) => boolean | null;
  /** What is read of each entry, cut into its parts; a fault found meanwhile says which entry it is of. */
  readonly entries: <T>(key: ImportKey, each: (parts: string[]) => T) => T[];
  /** A day that stands within an entry; '' is none. */
  readonly dayIn: (key: ImportKey, text: string | undefined) => string | null;
  /** An amount in 万元 that stands within an entry. */
  readonly fenIn: (key: ImportKey, text: string | undefined) => Fen | null;
  /** A code that stands within an entry. */
  readonly codeIn: (key: ImportKey, list: string, word: string) => string | null;
}

/** What the sheet reader hands over where a cell holds a formula without a result, or an error value. */
export const unreadableCell = '\uFFFC';

const columns = new Map<ImportKey, ImportColumn>(importColumns.map((column) => [column.key, column]));
const quoted = (text: string): string => `“${text.length > 20 ? `${cutText(text, 20)}…` : text}”`;

// oxlint-disable-next-line no-control-regex -- these are what is taken out
const unwanted = /[\u0000-\u0009\u000B-\u001F\u007F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g;

/** One look finds out that a text has none of what is taken out: nearly all cells of a large sheet. */
const suspicious =
  // oxlint-disable-next-line no-control-regex -- as above
  /[\u0000-\u0009\u000B-\u001F\u007F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF\uFEFF\uFFFE\uFFFF]/;

/** Characters that no text keeps: controls, direction marks, lone surrogates, and what no XML holds (U+FFFE, U+FFFF). Line breaks stay. */
function clean(text: string): string {
  const kept = suspicious.test(text)
    ? text
        .replace(/\r\n?/g, '\n')
        .replace(unwanted, ' ')
        .replace(/[\uD800-\uDFFF]/gu, '')
    : text;
  return kept.trim();
}

const longestEntry = 600;
/** More faults of one row help nobody, and an upload must not become many times its size. */
const mostFaults = 60;
const more = (rest: number): CellError => ({
  column: '整行',
  code: 'too_many',
  says: `这一行的问题太多，还有 ${rest} 处没有列出。先改好列出的，再检查一次。`,
});
/** Where each column stands in a sheet, by its head. */
const places = new Map<string, number>(importColumns.map(({ header }, at) => [header, at]));
/** In the order of the sheet, whatever was read first; faults of one cell stay as they came. */
const inOrder = (errors: readonly CellError[]): CellError[] =>
  errors.toSorted((a, b) => (places.get(a.column) ?? 0) - (places.get(b.column) ?? 0));
/** Kinds of cells that hold several things. */
const several = new Set<ColumnKind>(['list', 'codes', 'words']);

/** Reads the cells of one row after another by their kind and gathers every error. One reader serves a whole sheet. */
export function cellReader(lists: CodeLists, isTyped = false): CellReader {
  let cells: ReadonlyMap<ImportKey, string> = new Map();
  let errors: CellError[] = [];
  let unsaid = 0;
  /** Which entry of a cell is being read, counted from 1; 0 where there is one only. */
  let entry = 0;
  const maxOf = (key: ImportKey): number => columns.get(key)?.max ?? 0;
  const fail: CellReader['fail'] = (key, code, says) => {
    const column = headerOf(key);
    const words = entry === 0 ? says : `第 ${entry} 项：${says}`;
    const holdsMany = several.has(columns.get(key)?.kind ?? 'text');
    if (errors.some((error) => error.column === column && (!holdsMany || error.says === words))) return;
    if (errors.length < mostFaults) errors.push({ column, code, says: words });
    else unsaid += 1;
  };
  const raw = (key: ImportKey): string => {
    const text = cells.get(key) ?? '';
    if (text === '') return '';
    if (isMerged(text)) fail(key, 'merged', '这一格是合并单元格的一部分，请取消合并并逐行填写。');
    else if (text === unreadableCell) fail(key, 'unreadable', '这一格是没有结果的公式或错误值，请粘贴为数值。');
    else return clean(text);
    return '';
  };
  const tooMany = (key: ImportKey, found: number) => {
    if (found > maxOf(key)) fail(key, 'too_many', `最多 ${maxOf(key)} 个，现在 ${found} 个。`);
  };
  const written = (key: ImportKey): string[] => {
    const value = raw(key);
    if (value === '') return [];
    const found = splitEntries(value);
    if (found.some((word) => word.length > longestEntry)) fail(key, 'too_long', '其中一项太长，请用分号隔开。');
    return found;
  };
  const unique = (key: ImportKey): string[] => [...new Set(written(key))];
  const lookUp = (key: ImportKey, list: string, word: string, way = () => '请从下拉列表选'): string | null => {
    const wanted = list === 'trl' ? word.normalize('NFKC').replace(/^\s*TRL\s*/i, '') : word;
    const found = findCodes(lists, list, wanted);
    if (found.length === 0) fail(key, 'not_in_list', `${quoted(word)}不在代码表里，${way()}。`);
    if (found.length > 1) fail(key, 'ambiguous', ambiguousWords(lists, list, word, found));
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  const listOf = (key: ImportKey): string => columns.get(key)?.list ?? '';
  const dayIn: CellReader['dayIn'] = (key, text = '') => {
    if (text === '') return null;
    const day = readDay(text);
    if (day === null) fail(key, 'not_a_date', `${quoted(text)}不是日期，写成 2024-03-14。`);
    return day;
  };
  const fenIn: CellReader['fenIn'] = (key, text = '') => {
    if (text === '') return null;
    const fen = parseFen(text, 'wan');
    if (fen === null) {
      const says = isFinerThanFen(text) ? finerThanFenWords : '不是金额。填数字，单位万元，如 58 或 0.5。';
      fail(key, 'not_a_number', `${quoted(text)}${says}`);
    }
    return fen;
  };
  return {
    isTyped,
    begin: (next) => {
      cells = next;
      errors = [];
      unsaid = 0;
    },
    errors: () => (unsaid === 0 ? inOrder(errors) : [...inOrder(errors), more(unsaid)]),
    fail,
    dayIn,
    fenIn,
    // No drop-down reaches into an entry, so the words are said.
    codeIn: (key, list, word) => lookUp(key, list, word, () => `可以写：${offeredWords(lists, list).join('、')}`),
    words: (key) => {
      const found = unique(key);
      tooMany(key, found.length);
      return found;
    },
    text: (key) => {
      const value = raw(key);
      // A character takes one or two units, so short texts need no counting.
      const length = value.length <= maxOf(key) ? 0 : [...value].length;
      if (length > maxOf(key)) fail(key, 'too_long', `最多 ${maxOf(key)} 字，现在 ${length} 字。`);
      return value;
    },
    require: (key) => {
      const before = errors.length;
      if (raw(key) === '' && errors.length === before) fail(key, 'required', '必填。');
    },
    code: (key) => {
      const value = raw(key);
      return value === '' ? null : lookUp(key, listOf(key), value);
    },
    codes: (key) => {
      const parts = unique(key).flatMap((word) =>
        findCodes(lists, listOf(key), word).length === 0 ? word.split(/[、,，]/) : [word],
      );
      const found = parts.map((word) => lookUp(key, listOf(key), word.trim()));
      tooMany(key, new Set(found.map((code, at) => code ?? parts[at])).size);
      return [...new Set(found.filter((code) => code !== null))];
    },
    fen: (key) => fenIn(key, raw(key)),
    ppm: (key) => {
      const value = raw(key);
      if (value === '') return null;
      const ppm = parsePpm(value);
      if (ppm === null)
        fail(key, 'not_a_number', `${quoted(value)}不是百分比。填 0 至 100 之间，最多 4 位小数，如 2.5%。`);
      return ppm;
    },
    count: (key) => {
      const value = raw(key).normalize('NFKC');
      if (value === '') return null;
      if (/^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= maxOf(key)) return Number(value);
      fail(key, 'not_a_number', `填 1 至 ${maxOf(key)} 的整数。`);
      return null;
    },
    day: (key) => dayIn(key, raw(key)),
    month: (key) => {
      const value = raw(key);
      if (value === '') return null;
      const month = readMonth(value);
      if (month === null) fail(key, 'not_a_date', `${quoted(value)}不是年月，写成 2024-03。`);
      return month;
    },
    flag: (key) => {
      const value = raw(key).normalize('NFKC').toLowerCase();
      if (value === '') return null;
      if (['是', 'y', 'yes', 'true', '1'].includes(value)) return true;
      if (['否', '不是', 'n', 'no', 'false', '0'].includes(value)) return false;
      fail(key, 'not_in_list', '只能填“是”或“否”。');
      return null;
    },
    entries: (key, each) => {
      const found = written(key);
      tooMany(key, new Set(found).size);
      const seen = new Set<string>();
      return found.flatMap((text, at) => {
        // Beyond the most that may stand there the cell is refused anyhow: a hostile one is not read to its end.
        if (seen.has(text) || seen.size > maxOf(key)) return [];
        seen.add(text);
        entry = found.length > 1 ? at + 1 : 0;
        const read = each(splitParts(text));
        entry = 0;
        return [read];
      });
    },
  };
}

import type { FieldFault } from './errors.ts';
import { type ImportKey, importColumns, type ImportMapping } from './import-columns.ts';

/** Words that may stand for a whole column that the file has not, because every row of a unit's own list has them. */
export const wholeWords = {
  secrecy: ['公开'],
  type: ['应用技术', '基础理论', '软科学'],
} as const satisfies Partial<Record<ImportKey, readonly string[]>>;
export type WholeKey = keyof typeof wholeWords;
export const wholeKeys = Object.keys(wholeWords) as readonly WholeKey[];

interface SaidOfColumns {
  readonly heads: readonly string[];
  /** Our column for each head, empty where it is not read. */
  readonly keys: readonly string[];
  readonly whole: Readonly<Partial<Record<WholeKey, string>>>;
}

const byKey = new Map<string, (typeof importColumns)[number]>(importColumns.map((column) => [column.key, column]));

/** What a person said of each column of his file, as a mapping, with all that is wrong with it by the fields of the form. */
export function mappingOf({ heads, keys, whole }: SaidOfColumns): {
  readonly mapping: ImportMapping;
  readonly faults: readonly FieldFault[];
} {
  const mapping: Partial<Record<ImportKey, string>> = {};
  const faults: FieldFault[] = [];
  heads.forEach((head, at) => {
    const key = keys[at] ?? '';
    if (key === '' || head === '') return;
    const column = byKey.get(key);
    const earlier = column && mapping[column.key];
    if (column === undefined) faults.push({ field: `col_${at}`, says: '没有这一列可选。' });
    else if (earlier !== undefined)
      faults.push({ field: `col_${at}`, says: `“${column.header}”已经由“${earlier}”这一列对应。` });
    else mapping[column.key] = head;
  });
  for (const key of wholeKeys) {
    const word = whole[key] ?? '';
    if (word === '' || mapping[key] !== undefined) continue;
    if ((wholeWords[key] as readonly string[]).includes(word)) mapping[key] = `=${word}`;
    else faults.push({ field: `all_${key}`, says: '没有这个词可选。' });
  }
  const isSaid = (field: string) => faults.some((fault) => fault.field === field);
  for (const column of importColumns) {
    if (!('required' in column) || mapping[column.key] !== undefined) continue;
    const field = column.key in wholeWords ? `all_${column.key}` : '';
    if (field === '' || !isSaid(field)) faults.push({ field, says: `还没有对应必填的“${column.header}”。` });
  }
  return { mapping, faults };
}

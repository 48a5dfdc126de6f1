import {
  type ImportColumn,
  type ImportKey,
  importColumns,
  type ImportMapping,
  isAddedHead,
  keyOfName,
} from './import-columns.ts';
import { joinEntries, joinParts } from './import-lists.ts';

const columns = new Map<ImportKey, ImportColumn>(importColumns.map((column) => [column.key, column]));

const plainText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return '';
};

/** An entry of a list: a text as it would stand in a cell, or an object that names the parts. */
function entryText(value: unknown, parts: readonly string[] | undefined): string {
  if (value === null || typeof value !== 'object' || parts === undefined) return plainText(value);
  const named = value as Record<string, unknown>;
  return joinParts(parts.map((part) => plainText(named[part])));
}

/**
 * The cells of a record written as JSON: names are keys or heads of our columns; a list may be an array, and the entries of
 * 完成人, 知识产权 and the like may be objects. Names that are not ours are told apart, as unknown columns are.
 */
export function cellsOfRecord(
  record: Readonly<Record<string, unknown>>,
  mapping: ImportMapping = {},
): { readonly cells: ReadonlyMap<ImportKey, string>; readonly unknown: readonly string[] } {
  const mapped = new Map(
    Object.entries(mapping).flatMap(([key, name]) => (name.startsWith('=') ? [] : [[name, key as ImportKey] as const])),
  );
  const cells = new Map<ImportKey, string>();
  const unknown: string[] = [];
  for (const [key, name] of Object.entries(mapping))
    if (name.startsWith('=')) cells.set(key as ImportKey, name.slice(1));
  for (const [name, value] of Object.entries(record)) {
    const key = mapped.get(name) ?? (mapped.size > 0 ? null : keyOfName(name));
    if (key === null) {
      if (!isAddedHead(name)) unknown.push(name);
      continue;
    }
    const parts = columns.get(key)?.parts;
    // A text in an array is one entry; a text by itself is the whole cell.
    if (Array.isArray(value)) {
      const isCut = parts !== undefined && value.every((each) => typeof each === 'string');
      const entries = value.map((each) => entryText(each, parts)).filter((entry) => entry !== '');
      cells.set(key, isCut ? entries.join('；') : joinEntries(entries));
    } else cells.set(key, entryText(value, parts));
  }
  return { cells, unknown };
}

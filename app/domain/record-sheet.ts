import type { CodeLists } from './code-list.ts';
import { entryKeys, entryParts } from './entry-form.ts';
import { exportCells, type ExportedRecord } from './export-cells.ts';
import { type ImportKey, importColumns } from './import-columns.ts';
import { splitEntries, splitParts } from './import-lists.ts';
import { fieldLabels, recordGroups } from './record-groups.ts';

/** An entry of a field in words: cells with their names, or one text without. */
export type SheetEntry = readonly { readonly label: string; readonly text: string }[];
export interface SheetField {
  readonly key: ImportKey;
  readonly label: string;
  readonly entries: readonly SheetEntry[];
}
export interface SheetGroup {
  readonly label: string;
  readonly fields: readonly SheetField[];
}

const kinds = new Map<ImportKey, string>(importColumns.map(({ key, kind }) => [key, kind]));

/** Fields that an authority does not get: they are the unit's own (domain of the registration form, visible to owner). */
const innerKeys: ReadonlySet<ImportKey> = new Set(['priceFloor', 'tradeSecret']);

/**
 * The whole record as its reviewers read it: every field that says something, in the groups of the form, codes in words.
 * Reviewers of the unit get all of it; an authority neither floor price, secrets, shares nor contacts.
 */
export function recordSheet(record: ExportedRecord, lists: CodeLists, isOwn: boolean): SheetGroup[] {
  const cells = exportCells(record, lists);
  return recordGroups.flatMap(({ label, keys }) => {
    const fields = (keys as readonly ImportKey[]).flatMap((key) => {
      if (!isOwn && innerKeys.has(key)) return [];
      const entries = entriesIn(key, cells.get(key) ?? '', isOwn);
      return entries.length === 0 ? [] : [{ key, label: fieldLabels[key], entries }];
    });
    return fields.length === 0 ? [] : [{ label, fields }];
  });
}

function entriesIn(key: ImportKey, cell: string, isOwn: boolean): SheetEntry[] {
  if (cell === '') return [];
  const parted = entryKeys.find((each) => each === key);
  if (parted === undefined) {
    const isList = ['words', 'codes'].includes(kinds.get(key) ?? '');
    return [[{ label: '', text: isList ? splitEntries(cell).join('、') : cell }]];
  }
  return splitEntries(cell).map((entry) =>
    splitParts(entry).flatMap((text, at) => {
      const part = entryParts[parted][at];
      const isInner = key === 'people' && (part?.part === 'share' || part?.part === 'contact');
      return text === '' || part === undefined || (isInner && !isOwn) ? [] : [{ label: part.label, text }];
    }),
  );
}

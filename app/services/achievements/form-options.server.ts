import { choiceLabel, type CodeLists, termsOf } from '#app/domain/code-list.ts';
import { type EntryPart, entryParts } from '#app/domain/entry-form.ts';
import { type ImportColumn, importColumns } from '#app/domain/import-columns.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const choices = (lists: CodeLists, list: string): Choice[] =>
  termsOf(lists, list)
    .filter((term) => !term.isHidden)
    .map(({ code }) => {
      const label = choiceLabel(lists, list, code);
      // The number tells two of one name apart by itself.
      return { value: code, label: numbered.has(list) ? `${code} ${label.replace(`（${code}）`, '')}` : label };
    });

/** Lists that people know by their numbers. */
const numbered: ReadonlySet<string> = new Set(['field', 'trl', 'discipline', 'industry']);

const columns: readonly ImportColumn[] = importColumns;
const parts: readonly EntryPart[] = Object.values(entryParts).flat();

/** What the form of an achievement offers, from the code lists of today: by field, and by list for the cells of entries. */
export const achievementOptions = (lists: CodeLists) => ({
  fields: Object.fromEntries(columns.flatMap(({ key, list }) => (list ? [[key, choices(lists, list)]] : []))),
  lists: Object.fromEntries(parts.flatMap(({ list }) => (list ? [[list, choices(lists, list)]] : []))),
});

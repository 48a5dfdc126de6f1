import { diffWords } from 'diff';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { fieldsOf } from '#app/domain/achievement-draft.ts';
import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import { importColumns } from '#app/domain/import-columns.ts';

/** A piece of text: in both versions, only in the later one, or only in the earlier one. */
export interface TextPart {
  readonly text: string;
  readonly is: 'same' | 'added' | 'removed';
}
export interface FieldDifference {
  readonly key: string;
  readonly label: string;
  readonly parts: readonly TextPart[];
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Field by field what a later version says otherwise, word by word; codes by their names. Same fields are left out. */
export function differencesOf(before: AchievementData, after: AchievementData, lists: CodeLists): FieldDifference[] {
  const [a, b] = [before, after].map((data) => fieldsOf({ data, people: [] })) as [Fields, Fields];
  return importColumns.flatMap((column) => {
    const list = 'list' in column ? column.list : undefined;
    const words = (value: Fields[string]): string =>
      (typeof value === 'string' ? [value] : (value ?? []))
        .map((text) => (list === undefined ? text : codeLabel(lists, list, text)))
        .join('、');
    const [was, is] = [words(a[column.key]), words(b[column.key])];
    return was === is ? [] : [{ key: column.key, label: column.header, parts: textParts(was, is) }];
  });
}
type Fields = Record<string, string | string[] | undefined>;

/** Two texts as one, with what came and what went. */
export const textParts = (was: string, is: string): TextPart[] =>
  diffWords(was, is, { intlSegmenter: segmenter }).map(({ value, added, removed }) => ({
    text: value,
    is: added ? 'added' : removed ? 'removed' : 'same',
  }));

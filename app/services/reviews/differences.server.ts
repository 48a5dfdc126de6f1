import { diffWords } from 'diff';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import type { CodeLists } from '#app/domain/code-list.ts';
import type { PersonInput } from '#app/domain/people-input.ts';
import { fieldLabels, formKeys } from '#app/domain/record-groups.ts';
import { recordSheet, type SheetField } from '#app/domain/record-sheet.ts';

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

/** A record with what stands beside its public text: its people with their shares, and the least price. */
export interface ComparedRecord {
  readonly data: AchievementData;
  readonly people: readonly PersonInput[];
  readonly priceFloorFen: bigint | null;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Field by field what a later version says otherwise, word by word; codes by their names. Same fields are left out, and for
 * an authority those that are the unit's own.
 */
export const differencesOf = (before: AchievementData, after: AchievementData, lists: CodeLists, isOwn: boolean) =>
  recordDifferences(textOnly(before), textOnly(after), lists, isOwn);

const textOnly = (data: AchievementData): ComparedRecord => ({ data, people: [], priceFloorFen: null });

/** The same with people and least price, for those who may see the team; both sides must be of one reader. */
export function recordDifferences(
  before: ComparedRecord,
  after: ComparedRecord,
  lists: CodeLists,
  isOwn: boolean,
): FieldDifference[] {
  const [was, is] = [before, after].map((record) => fieldsIn(record, lists, isOwn)) as [Fields, Fields];
  return formKeys.flatMap((key) => {
    const [earlier, later] = [textOf(was.get(key)), textOf(is.get(key))];
    return earlier === later ? [] : [{ key, label: fieldLabels[key], parts: textParts(earlier, later) }];
  });
}
type Fields = ReadonlyMap<string, SheetField>;

function fieldsIn(compared: ComparedRecord, lists: CodeLists, isOwn: boolean): Fields {
  const record = { no: '', regNo: null, orgName: '', ...compared };
  return new Map(recordSheet(record, lists, isOwn).flatMap(({ fields }) => fields.map((field) => [field.key, field])));
}

/** A field as lines: an entry each, its cells side by side. */
const textOf = (field: SheetField | undefined): string =>
  (field?.entries ?? [])
    .map((entry) => entry.map(({ label, text }) => (label === '' ? text : `${label} ${text}`)).join('，'))
    .join('\n');

/** Two texts as one, with what came and what went. */
export const textParts = (was: string, is: string): TextPart[] =>
  diffWords(was, is, { intlSegmenter: segmenter }).map(({ value, added, removed }) => ({
    text: value,
    is: added ? 'added' : removed ? 'removed' : 'same',
  }));

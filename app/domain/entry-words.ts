import { type CodeLists, offeredWords } from './code-list.ts';
import { type EntryKey, entryKeys, type EntryPart, entryParts } from './entry-form.ts';
import { headerOf } from './import-columns.ts';

/** A part of an entry that takes its words from a list. */
export interface EntryWords {
  readonly key: EntryKey;
  /** '知识产权的类型'. */
  readonly head: string;
  readonly label: string;
  readonly words: readonly string[];
}

/** What may be written within the entries of a cell, where no drop-down reaches: lists in the order of the columns' parts. */
export const entryWords = (lists: CodeLists): EntryWords[] =>
  entryKeys.flatMap((key) =>
    (entryParts[key] as readonly EntryPart[]).flatMap(({ label, list, choices }) => {
      const words = list === undefined ? (choices ?? []) : offeredWords(lists, list);
      return words.length === 0 ? [] : [{ key, head: `${headerOf(key)}的${label}`, label, words }];
    }),
  );

/** '类型：发明专利、实用新型；状态：申请、授权' for one column; empty where its entries hold free text only. */
export const entryWordsOf = (all: readonly EntryWords[], key: string): string =>
  all
    .filter((each) => each.key === key)
    .map(({ label, words }) => `${label}：${words.join('、')}`)
    .join('；');

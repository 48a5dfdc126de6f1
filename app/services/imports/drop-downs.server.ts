import type { DataValidation } from 'exceljs';
import { choiceLabel, type CodeLists, termsOf } from '#app/domain/code-list.ts';
import { entryWords } from '#app/domain/entry-words.ts';
import { type ImportColumn, importColumns, type ImportKey } from '#app/domain/import-columns.ts';
import { listSheet, type OfferedWords } from '../sheets/write-workbook.server.ts';

export interface DropDowns {
  readonly lists: OfferedWords['lists'];
  /** What a cell of this column offers, and says when it is selected. */
  readonly of: (key: ImportKey) => DataValidation;
}

/** The code lists of today as drop-downs of a sheet's columns. */
export function dropDowns(codeLists: CodeLists): DropDowns {
  const columns = importColumns as readonly (ImportColumn & { key: ImportKey })[];
  const used = [...new Set(columns.flatMap((column) => listOf(column) ?? []))];
  const lists = used.map((list) => ({
    head: columns.flatMap((column) => (listOf(column) === list ? column.header : [])).join('、'),
    words: wordsOf(codeLists, list),
  }));
  const places = new Map(
    lists.map(({ words }, at) => {
      const letters = columnLetters(at);
      return [used[at], `'${listSheet}'!$${letters}$2:$${letters}$${words.length + 1}`];
    }),
  );
  const byKey = new Map(columns.map((column) => [column.key, column]));
  return {
    // No drop-down reaches into an entry: its words stand there to be looked up.
    lists: [...lists, ...entryWords(codeLists).map(({ head, words }) => ({ head, words }))],
    of: (key) => validationOf(byKey.get(key), (list) => places.get(list)),
  };
}

/** 0 → 'A', 26 → 'AA'. */
const columnLetters = (at: number): string =>
  (at < 26 ? '' : columnLetters(Math.floor(at / 26) - 1)) + String.fromCharCode('A'.charCodeAt(0) + (at % 26));

/** Two columns take words that no code list has. */
const listOf = ({ key, list }: ImportColumn): string | undefined =>
  key === 'secrecy' ? 'secrecy' : key === 'trlBasis' ? 'basis' : list;

/** What a drop-down offers. Levels and fields with their code; words that two documents share with what tells them apart. */
function wordsOf(lists: CodeLists, list: string): string[] {
  if (list === 'secrecy') return ['公开'];
  if (list === 'basis') return ['自评', '第三方评定'];
  const terms = termsOf(lists, list).filter((term) => !term.isHidden);
  const hasCode = list === 'trl' || list === 'field' || list === 'industry' || list === 'discipline';
  return terms.map(({ code }) => (hasCode ? `${code} ` : '') + choiceLabel(lists, list, code));
}

function validationOf(column: ImportColumn | undefined, placeOf: (list: string) => string | undefined): DataValidation {
  const prompt = column && {
    showInputMessage: true,
    promptTitle: column.header.slice(0, 30),
    prompt: column.hint.slice(0, 250),
  };
  const formula = column && placeOf(listOf(column) ?? '');
  if (formula === undefined)
    return { type: 'textLength', operator: 'lessThanOrEqual', formulae: [32_767], allowBlank: true, ...prompt };
  return {
    type: 'list',
    formulae: [formula],
    allowBlank: true,
    // Several values in one cell are right too; the drop-down cannot know them.
    showErrorMessage: column?.kind === 'code',
    errorTitle: '不在列表中',
    error: '请从下拉列表中选择。',
    ...prompt,
  };
}

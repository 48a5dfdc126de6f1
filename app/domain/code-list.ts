/** One entry of a code list as rows and pages use it. */
export interface CodeTerm {
  readonly code: string;
  readonly label: string;
  readonly parent: string | null;
  readonly note: string | null;
  /** Offered for demands and events, not for achievements. */
  readonly isHidden: boolean;
}

/** A code list in its current version; rows that use a code keep the version they were written with. */
export interface CodeList {
  readonly list: string;
  readonly version: string;
  /** In the order in which people see them. */
  readonly terms: readonly CodeTerm[];
}

export type CodeLists = Readonly<Record<string, CodeList>>;

/** The terms of a list; empty for a list that nobody wrote. */
export const termsOf = (lists: CodeLists, list: string): readonly CodeTerm[] => lists[list]?.terms ?? [];

/** The Chinese word of a code, or the code itself where the list does not know it. */
export const codeLabel = (lists: CodeLists, list: string, code: string): string =>
  termsOf(lists, list).find((term) => term.code === code)?.label ?? finerLabel(lists, list, code);

/** Lists whose standards go deeper than what is kept here: a code below a known term is taken as it is written. */
const deeper: Readonly<Record<string, RegExp>> = {
  // GB/T 4754: 门类 and 大类 are kept; 中类 has three digits, 小类 four.
  industry: /^([A-T]\d{2})\d{1,2}(?!\d)/,
  // GB/T 13745: the first two levels are kept; the third has seven digits.
  discipline: /^(\d{5})\d{2}(?!\d)/,
};

/** '农副食品加工业（C1391）' for a code that goes deeper than its list. */
function finerLabel(lists: CodeLists, list: string, code: string): string {
  const above = deeper[list]?.exec(code)?.[1];
  const term = above === undefined ? undefined : termsOf(lists, list).find((each) => each.code === above);
  return term === undefined ? code : `${term.label}（${code}）`;
}

/** The name of each term as a choice, told apart where a list has its word more than once; made once a list. */
const names = new WeakMap<CodeList, ReadonlyMap<string, string>>();

function namesIn(list: CodeList): ReadonlyMap<string, string> {
  const known = names.get(list);
  if (known) return known;
  const alike = new Map<string, CodeTerm[]>();
  for (const term of list.terms) alike.set(term.label, [...(alike.get(term.label) ?? []), term]);
  const parentOf = (term: CodeTerm) => list.terms.find(({ code }) => code === term.parent)?.label ?? null;
  const made = new Map<string, string>();
  for (const [label, terms] of alike) {
    // What tells all of them apart: where they come from, what they stand under, at last their codes.
    const ways = [({ note }: CodeTerm) => note, parentOf].map((way) => terms.map(way));
    const telling = ways.find(
      (words) => new Set(words).size === terms.length && words.every((word) => word !== null && word !== label),
    );
    terms.forEach((term, at) => {
      made.set(term.code, terms.length === 1 ? label : `${label}（${telling?.[at] ?? term.code}）`);
    });
  }
  names.set(list, made);
  return made;
}

/**
 * The word of a code where it is offered: as `codeLabel`, and where the list has that word more than once with what tells them
 * apart in brackets. choiceLabel(lists, 'field', '22.1') → '绿色化改造（石油化工）'
 */
export function choiceLabel(lists: CodeLists, list: string, code: string): string {
  const found = lists[list];
  return (found && namesIn(found).get(code)) ?? code;
}

/** The words of a list as they are offered for achievements. */
export const offeredWords = (lists: CodeLists, list: string): string[] =>
  termsOf(lists, list).flatMap((term) => (term.isHidden ? [] : choiceLabel(lists, list, term.code)));

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Every spelling of a list's terms; made once a list, for a sheet asks a hundred thousand times. */
const spellings = new WeakMap<CodeList, ReadonlyMap<string, readonly string[]>>();

/** Words that were asked for, as they were written, with what they came to: a column says the same few over and over. */
const answers = new WeakMap<CodeList, Map<string, readonly string[]>>();
const mostAnswers = 2_000;

function spellingsOf(list: CodeList): ReadonlyMap<string, readonly string[]> {
  const known = spellings.get(list);
  if (known) return known;
  const made = new Map<string, readonly string[]>();
  const called = namesIn(list);
  const ways: ((term: CodeTerm) => string)[] = [
    ({ code }) => code,
    ({ code }) => called.get(code) ?? code,
    ({ code }) => code + (called.get(code) ?? ''),
    (term) => term.code + term.label,
  ];
  for (const way of ways) {
    for (const term of list.terms) if (!made.has(plain(way(term)))) made.set(plain(way(term)), [term.code]);
  }
  for (const { label } of list.terms) {
    if (made.has(plain(label))) continue;
    made.set(
      plain(label),
      list.terms.filter((term) => term.label === label).map(({ code }) => code),
    );
  }
  spellings.set(list, made);
  return made;
}

/** A code below a known term, as it is written; older texts put a point into those of disciplines: 210.40. */
function deeperCodes(list: CodeList, text: string): readonly string[] {
  const pattern = deeper[list.list];
  if (pattern === undefined) return [];
  // As it is shown: the word of the term above, the code in brackets.
  const shown = /\(([a-z]?\d{3,7})\)$/.exec(plain(text))?.[1];
  const written = (shown ?? plain(text)).toUpperCase();
  const joined = list.list === 'discipline' ? written.replace(/^(\d{3})\.(\d{2,4})/, '$1$2') : written;
  if (joined !== written) {
    const known = spellingsOf(list).get(joined.toLowerCase());
    if (known !== undefined) return known;
  }
  const [code, above] = pattern.exec(joined) ?? [];
  return code !== undefined && list.terms.some((term) => term.code === above) ? [code] : [];
}

/**
 * The codes a person may have meant by what stands in a cell: a code, a word, or both ('24.1', '食品营养和安全', '24.1 食品营养和安全').
 * More than one where the list has that word more than once; none when it has nothing of the kind.
 */
export function findCodes(lists: CodeLists, list: string, text: string): readonly string[] {
  const found = lists[list];
  if (found === undefined) return [];
  let asked = answers.get(found);
  if (asked === undefined) answers.set(found, (asked = new Map()));
  const known = asked.get(text);
  if (known !== undefined) return known;
  const codes = spellingsOf(found).get(plain(text)) ?? deeperCodes(found, text);
  if (asked.size < mostAnswers) asked.set(text, codes);
  return codes;
}

/** The one code that was meant; null where there is none, or more than one. */
export function findCode(lists: CodeLists, list: string, text: string): string | null {
  const [code, ...others] = findCodes(lists, list, text);
  return code !== undefined && others.length === 0 ? code : null;
}

/** What is said of a word that more than one term has: which there are, and how to name the one that is meant. */
export const ambiguousWords = (lists: CodeLists, list: string, word: string, codes: readonly string[]): string =>
  `“${word}”有 ${codes.length} 个：${codes
    .map((code) => `${code} ${choiceLabel(lists, list, code)}`)
    .join('、')}。请写代码，或连括号写全。`;

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
  termsOf(lists, list).find((term) => term.code === code)?.label ?? code;

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Every spelling of a list's terms; made once a list, for a sheet asks a hundred thousand times. */
const spellings = new WeakMap<CodeList, ReadonlyMap<string, string>>();

/** Words that were asked for, as they were written, with what they came to: a column says the same few over and over. */
const answers = new WeakMap<CodeList, Map<string, string | null>>();
const mostAnswers = 2_000;

function spellingsOf(list: CodeList): ReadonlyMap<string, string> {
  const known = spellings.get(list);
  if (known) return known;
  const made = new Map<string, string>();
  const ways: ((term: CodeTerm) => string)[] = [
    ({ code }) => code,
    ({ label }) => label,
    (term) => term.code + term.label,
  ];
  for (const way of ways) {
    for (const term of list.terms) if (!made.has(plain(way(term)))) made.set(plain(way(term)), term.code);
  }
  spellings.set(list, made);
  return made;
}

/**
 * The code a person meant by what stands in a cell: a code, a word, or both ('24.1', '食品营养和安全', '24.1 食品营养和安全').
 * A word that two documents use alike means the first of them. Null when the list has nothing of the kind.
 */
export function findCode(lists: CodeLists, list: string, text: string): string | null {
  const found = lists[list];
  if (found === undefined) return null;
  let asked = answers.get(found);
  if (asked === undefined) answers.set(found, (asked = new Map()));
  const known = asked.get(text);
  if (known !== undefined) return known;
  const code = spellingsOf(found).get(plain(text)) ?? null;
  if (asked.size < mostAnswers) asked.set(text, code);
  return code;
}

import type { SearchDocument } from './engine.ts';
import { generalWeight } from './general-idf.ts';
import { cutText, isDemandWord, maxMatchChars, maxQueryChars, normalise } from './text.ts';

// What a document gives to the words that are proposed to those who type: its key words and its organisation as a
// whole, the words of its title, which pinyin and wrong characters are resolved by, and the most telling words of its text.

export const wordRoles = ['keywords', 'orgs', 'titles', 'texts'] as const;
export type WordRole = (typeof wordRoles)[number];

export interface ProposedWord {
  readonly role: WordRole;
  readonly word: string;
  readonly label: string;
}

const longest = 40;
/** 45kwh, ≥99.5%: no name of anything. 2219-t6 is one. */
const quantity = /^[≥≤±]?\d+(?:\.\d+)?[^-/]*$/;
const letters: Record<WordRole, string> = { keywords: 'k', orgs: 'o', titles: 't', texts: 'b' };
const roleOf = new Map(wordRoles.map((role) => [letters[role], role]));

/** One line, one form: what a word is looked up by. */
export const wordKey = (text: string): string => normalise(text).replace(/\s+/g, ' ').trim();

/** Words come again and again: what is asked of each is kept for a dictionary's worth of them. */
const mostKept = 30_000;

function kept<Answer>(ask: (word: string) => Answer): (word: string) => Answer {
  const known = new Map<string, Answer>();
  return (word) => {
    let answer = known.get(word);
    if (answer === undefined) {
      if (known.size >= mostKept) known.clear();
      known.set(word, (answer = ask(word)));
    }
    return answer;
  };
}

/** A word as it is proposed; false where it is too short, too long or no word. */
function proposable(label: string): { readonly word: string; readonly label: string } | false {
  const word = wordKey(label);
  const length = [...word].length;
  if (length < 2 || length > longest || !/[\p{Script=Han}a-z]/u.test(word)) return false;
  return { word, label: label.replace(/\s+/g, ' ').trim() };
}
const proposableTerm = kept(proposable);

type WordsOf = (text: string) => readonly string[];

/** @param wordsOf cuts a text into its words; for whoever has cut it already */
export function proposedWords(
  document: SearchDocument,
  wordsOf: WordsOf = (text) => cutText(text).words,
): ProposedWord[] {
  const words = new Map<string, ProposedWord>();
  const add = (role: WordRole, found: ReturnType<typeof proposable>) => {
    if (found) words.set(letters[role] + found.word, { role, word: found.word, label: found.label });
  };
  for (const keyword of document.keywords) add('keywords', proposable(keyword));
  add('orgs', proposable(document.orgName));
  for (const term of wordsOf(document.title.slice(0, maxQueryChars))) {
    if (!quantity.test(term)) add('titles', proposableTerm(term));
  }
  for (const term of tellingWords(document, wordsOf)) add('texts', proposableTerm(term));
  for (const topic of document.topics ?? []) add('texts', proposableTerm(topic));
  return [...words.values()];
}

/** So many words of a text are proposed. */
const mostTelling = 10;
/** A word that general Chinese uses more often than this (系统, 提高) proposes nothing. */
const leastWeight = 0.5;

/** How telling a word is, 0 for one that is not proposed. */
const weightOf = kept((term) => {
  if (!/^\p{Script=Han}{2,}$/u.test(term) || isDemandWord(term)) return 0;
  const weight = generalWeight(term);
  return weight >= leastWeight ? weight : 0;
});

/** The words of a document's shown text that say most: rare in general Chinese, and said more than once. */
function tellingWords({ problem, solution, summary }: SearchDocument, wordsOf: WordsOf): string[] {
  const counts = new Map<string, number>();
  for (const text of [problem, solution, summary]) {
    for (const term of wordsOf(text.slice(0, maxMatchChars))) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const telling: { readonly term: string; readonly weight: number }[] = [];
  for (const [term, count] of counts) {
    const weight = weightOf(term);
    if (weight > 0) telling.push({ term, weight: weight * Math.log2(1 + count) });
  }
  return telling
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, mostTelling)
    .map(({ term }) => term);
}

/** A line for each, as kept beside the document. */
export const wordLines = (words: readonly ProposedWord[]): string =>
  words.map(({ role, word }) => `${letters[role]}${word}`).join('\n');

/** Changes in the number of documents that hold each word. */
export class WordCounts {
  private readonly counts = new Map<string, { label: string } & Record<WordRole, number>>();

  add(words: readonly ProposedWord[]): void {
    for (const { role, word, label } of words) this.move(role, word, 1, label);
  }

  takeBack(lines: string): void {
    for (const line of lines.split('\n')) {
      const role = roleOf.get(line[0] ?? '');
      if (role) this.move(role, line.slice(1), -1, '');
    }
  }

  /** Those that changed, in one order for all writers. */
  changed(): ({ word: string; label: string } & Record<WordRole, number>)[] {
    return [...this.counts]
      .filter(([, counts]) => wordRoles.some((role) => counts[role] !== 0))
      .map(([word, counts]) => ({ word, ...counts }))
      .sort((a, b) => (a.word < b.word ? -1 : 1));
  }

  private move(role: WordRole, word: string, by: number, label: string): void {
    let counts = this.counts.get(word);
    if (!counts) this.counts.set(word, (counts = { label, keywords: 0, orgs: 0, titles: 0, texts: 0 }));
    if (counts.label === '' || ((role === 'keywords' || role === 'orgs') && label !== '')) counts.label = label;
    counts[role] += by;
  }
}

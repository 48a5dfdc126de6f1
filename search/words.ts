import type { SearchDocument } from './engine.ts';
import { generalWeight } from './general-idf.ts';
import { cutForMatch, cutForQuery, isDemandWord, normalise } from './text.ts';

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

export function proposedWords(document: SearchDocument): ProposedWord[] {
  const words = new Map<string, ProposedWord>();
  const add = (role: WordRole, label: string) => {
    const word = wordKey(label);
    const length = [...word].length;
    if (length < 2 || length > longest || !/[\p{Script=Han}a-z]/u.test(word)) return;
    words.set(`${letters[role]}${word}`, { role, word, label: label.replace(/\s+/g, ' ').trim() });
  };
  for (const keyword of document.keywords) add('keywords', keyword);
  add('orgs', document.orgName);
  for (const term of cutForQuery(document.title)) if (!quantity.test(term)) add('titles', term);
  for (const term of tellingWords(document)) add('texts', term);
  for (const topic of document.topics ?? []) add('texts', topic);
  return [...words.values()];
}

/** So many words of a text are proposed. */
const mostTelling = 10;
/** A word that general Chinese uses more often than this (系统, 提高) proposes nothing. */
const leastWeight = 0.5;

/** The words of a document's shown text that say most: rare in general Chinese, and said more than once. */
function tellingWords({ problem, solution, summary }: SearchDocument): string[] {
  const counts = new Map<string, number>();
  for (const text of [problem, solution, summary]) {
    for (const term of cutForMatch(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return [...counts]
    .filter(([term]) => /^\p{Script=Han}{2,}$/u.test(term) && !isDemandWord(term) && generalWeight(term) >= leastWeight)
    .map(([term, count]) => ({ term, weight: generalWeight(term) * Math.log2(1 + count) }))
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

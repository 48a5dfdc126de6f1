import { normalise, wordsOf } from './text.ts';

/** A word as the terms it is made of: one for most, several where the cutter does not know the word. */
export type Spelling = readonly string[];

/** Groups of words of one meaning, ready to be asked. */
export interface Synonyms {
  /** Counts changes; 0 is what the release brings. */
  readonly version: number;
  readonly groups: readonly (readonly string[])[];
  /** Other words of one meaning, the term itself left out. */
  of(term: string): readonly Spelling[];
  /** The same as they are written in the groups, one by one; a term of a question has this form. */
  namesOf(term: string): readonly string[];
  /** Words of the groups that stand in a text and that the cutter would cut apart, longest first. */
  apartIn(text: string): readonly string[];
  /** Words of the groups that the cutter cuts apart, of which all parts are there. */
  apartOf(terms: ReadonlySet<string>): readonly string[];
}

export function synonymTable(groups: readonly (readonly string[])[], version: number): Synonyms {
  const others = new Map<string, { readonly name: string; readonly spelling: Spelling }[]>();
  const apart = new Map<string, Spelling>();
  for (const group of groups) {
    const words = [...new Set(group.map((word) => normalise(word).trim()))].filter(Boolean);
    const spellings = words
      .map((word) => ({ word, spelling: wordsOf(word) }))
      .filter(({ spelling }) => spelling.length > 0)
      .map(({ word, spelling }) => ({ name: spelling.length > 1 ? word : spelling[0]!, spelling }));
    for (const one of spellings) {
      if (one.spelling.length > 1) apart.set(one.name, one.spelling);
      const mine = others.get(one.name) ?? [];
      mine.push(...spellings.filter(({ name }) => name !== one.name));
      others.set(one.name, mine);
    }
  }
  const longest = [...apart.keys()].sort((a, b) => b.length - a.length);
  return {
    version,
    groups,
    of: (term) => (others.get(term) ?? []).map(({ spelling }) => spelling),
    namesOf: (term) => (others.get(term) ?? []).map(({ name }) => name),
    apartIn: (text) => longest.filter((word) => text.includes(word)),
    apartOf: (terms) => longest.filter((word) => apart.get(word)!.every((part) => terms.has(part))),
  };
}

export const noSynonyms: Synonyms = synonymTable([], 0);

/** What is asked for once: a term, or a word of the groups that is cut apart, with all its spellings, its own first. */
export interface AskedWord {
  readonly term: string;
  readonly count: number;
  readonly spellings: readonly Spelling[];
}

/**
 * The words of a question with how often each is said. A synonym that the cutter cuts apart stands for its parts.
 * @param cut cuts what is left of the text
 */
export function askedWords(text: string, synonyms: Synonyms, cut: (text: string) => readonly string[]): AskedWord[] {
  const counts = new Map<string, number>();
  let rest = normalise(text);
  for (const word of synonyms.apartIn(rest)) {
    const parts = rest.split(word);
    if (parts.length < 2) continue;
    counts.set(word, parts.length - 1);
    rest = parts.join(' ');
  }
  const apart = new Set(counts.keys());
  for (const term of cut(rest)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts].map(([term, count]) => ({
    term,
    count,
    spellings: [apart.has(term) ? wordsOf(term) : [term], ...synonyms.of(term)],
  }));
}

import type { UsedSynonyms } from './engine.ts';
import { spellingDf, type Statistics } from './key-terms.ts';
import { withWordsHolding } from './lone-characters.server.ts';
import type { IndexView } from './postgres/index-view.server.ts';
import { idfOf } from './postings.ts';
import { decidingTerms, foundShare, maxQueryTerms } from './settings.ts';
import { resolveSpoken } from './spoken.server.ts';
import { type AskedWord, askedWords, noSynonyms, type Spelling } from './synonym-table.ts';
import { cutForQuery, maxQueryChars } from './text.ts';

/** A word that is asked for, with its synonyms and its weight. */
export interface WeighedWord {
  readonly term: string;
  readonly weight: number;
  /** All spellings, each the terms it consists of. */
  readonly spellings: readonly Spelling[];
  /** Those of one term. */
  readonly variants: readonly string[];
}

/** Spellings of one term; where there is none, the parts of the first stand for it. */
const variantsOf = (spellings: readonly Spelling[]): string[] => {
  const single = spellings.filter((spelling) => spelling.length === 1).flat();
  return single.length > 0 ? single : [...(spellings[0] ?? [])];
};

/** How often the words of a text stand on the side that is searched and on the side that asks. */
export async function statisticsOf(
  index: IndexView,
  asking: IndexView,
  words: readonly AskedWord[],
): Promise<Statistics> {
  const [dfOf, askingDfOf] = await Promise.all([
    index.countDocuments(words.flatMap(({ spellings }) => spellings.flat())),
    asking.countDocuments(words.flatMap(({ spellings }) => spellings[0]!)),
  ]);
  const own = new Map(words.map(({ term, spellings }) => [term, spellings[0]!]));
  return {
    docs: index.state.docs,
    dfOf,
    askingDocs: asking.state.docs,
    askingDfOf: (term) => spellingDf(own.get(term) ?? [term], askingDfOf),
    synonyms: index.synonyms,
  };
}

export interface Asked {
  /** Words that some document holds, heaviest first. */
  readonly weighed: readonly WeighedWord[];
  /** Words that none holds. */
  readonly unknown: readonly string[];
  readonly synonyms: readonly UsedSynonyms[];
}

const nothing: Asked = { weighed: [], unknown: [], synonyms: [] };

/**
 * What typed words ask for. Rare words weigh most. Letters that stand in no document are read as pinyin; Chinese never
 * is, so that 景点 does not find 经典.
 */
export async function askedFor(index: IndexView, typed: string, isExact = false): Promise<Asked> {
  if (typed.trim() === '') return nothing;
  const text = typed.slice(0, maxQueryChars);
  const asked = askedWords(text, isExact ? noSynonyms : index.synonyms, cutForQuery);
  const words = isExact ? asked : await withWordsHolding(index, text, asked);
  const dfOf = await index.countDocuments(words.flatMap(({ spellings }) => spellings.flat()));
  const dfOfWord = ({ spellings }: AskedWord) => Math.max(...spellings.map((spelling) => spellingDf(spelling, dfOf)));
  const missing = words.filter((word) => dfOfWord(word) === 0);
  const spoken = await resolveSpoken(index.sql, index.kind, text, new Set(missing.map(({ term }) => term)));
  const all = [...words.filter(({ term }) => !spoken.resolved.has(term)), ...spoken.words];
  const spokenDf =
    spoken.words.length === 0
      ? dfOf
      : await index.countDocuments(spoken.words.flatMap(({ spellings }) => spellings.flat()));
  const weighed = all
    .map(({ term, count, spellings }) => {
      const df = Math.max(
        ...spellings.map((spelling) => Math.max(spellingDf(spelling, dfOf), spellingDf(spelling, spokenDf))),
      );
      const weight = idfOf(df, index.state.docs) * ((1.9 * count) / (count + 0.9));
      return { term, spellings, variants: variantsOf(spellings), df, weight };
    })
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
  return {
    weighed: weighed.filter(({ df }) => df > 0).slice(0, maxQueryTerms),
    unknown: weighed.filter(({ df }) => df === 0).map(({ term }) => term),
    synonyms: await usedSynonyms(index, text),
  };
}

/** The terms that decide what is found, and how much of their weight a document must hold. */
export function decidingOf<Term extends { readonly weight: number }>(
  asked: readonly Term[],
): { readonly terms: readonly Term[]; readonly least: number } {
  const terms = asked.slice(0, decidingTerms);
  // A document that holds exactly the share is found, whatever sums round to.
  return { terms, least: 0.999 * foundShare * terms.reduce((sum, { weight }) => sum + weight, 0) };
}

/** The words that the groups bring to a question, those that some document holds. */
async function usedSynonyms(index: IndexView, text: string): Promise<UsedSynonyms[]> {
  const words = askedWords(text, index.synonyms, cutForQuery).filter(({ spellings }) => spellings.length > 1);
  const dfOf = await index.countDocuments(words.flatMap(({ spellings }) => spellings.flat()));
  return words.flatMap(({ term, spellings }) => {
    const others = index.synonyms.namesOf(term).filter((_, at) => spellingDf(spellings[at + 1]!, dfOf) > 0);
    return others.length === 0 ? [] : [{ word: term, others: [...new Set(others)] }];
  });
}

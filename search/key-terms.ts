import { pairsOf, type WeighedPair } from '#app/domain/pairs.ts';
import { generalWeight } from './general-idf.ts';
import { idfOf } from './postings.ts';
import { enoughToWeigh, maxKeyTerms } from './settings.ts';
import { type AskedWord, askedWords, type Spelling, type Synonyms } from './synonym-table.ts';
import { cutForMatch, isDemandWord, maxMatchChars, tokensOf } from './text.ts';

/** In how many documents a term stands, on the side that is searched and on the side that asks. */
export interface Statistics {
  readonly docs: number;
  readonly dfOf: (term: string) => number;
  readonly askingDocs: number;
  readonly askingDfOf: (term: string) => number;
  readonly synonyms: Synonyms;
}

export interface KeyTerm {
  readonly term: string;
  readonly weight: number;
  readonly share: number;
  readonly isKnown: boolean;
  /** The term's own terms first, then those of its synonyms. */
  readonly spellings: readonly Spelling[];
}

/** What is left of the weight of a word in which enterprises speak of any demand. */
const demandWordFactor = 0.1;
/** So many texts of the asking side count as much as knowing nothing of it. */
const askingPrior = 50;
/** Terms that no document holds are told to the author, but only the heaviest. */
const maxUnknown = 8;

/**
 * How telling a word is whatever the corpus searched: rarely used in general Chinese, and rarely used by those who
 * ask. Rarity among the documents alone would choose 我公司 and 专精特新, which no achievement says.
 */
export function telling(term: string, statistics: Statistics): number {
  const { askingDocs, askingDfOf } = statistics;
  const asking = askingDocs === 0 ? 1 : idfOf(askingDfOf(term), askingDocs) / idfOf(0, askingDocs);
  const trusted = (askingDocs * asking + askingPrior) / (askingDocs + askingPrior);
  return Math.sqrt(generalWeight(term)) * trusted * (isDemandWord(term) ? demandWordFactor : 1);
}

/** Documents with a spelling, at most: what has several words stands in no more than the rarest of them. */
export const spellingDf = (spelling: Spelling, dfOf: (term: string) => number): number =>
  Math.min(...spelling.map(dfOf));

/** The words of a long text that could be its key terms. */
export const matchWords = (text: string, synonyms: Synonyms): AskedWord[] =>
  askedWords(text.slice(0, maxMatchChars), synonyms, cutForMatch);

/**
 * The key terms of a text by its words, heaviest first: idf among the documents × how telling the word is × how often it is said
 * (saturated). A term that no document holds is weighed by the median idf of the others and kept for its author.
 */
export function keyTermsOf(words: readonly AskedWord[], statistics: Statistics): KeyTerm[] {
  const terms = words.map((word) => ({
    ...word,
    df: Math.max(...word.spellings.map((spelling) => spellingDf(spelling, statistics.dfOf))),
  }));
  const idfs = terms.filter(({ df }) => df > 0).map(({ df }) => idfOf(df, statistics.docs));
  const median = idfs.sort((a, b) => a - b)[idfs.length >> 1] ?? 1;
  const weighed = terms
    .map(({ term, count, df, spellings }) => ({
      term,
      spellings,
      isKnown: df > 0,
      weight:
        (df > 0 ? idfOf(df, statistics.docs) : median) * telling(term, statistics) * ((1.9 * count) / (count + 0.9)),
    }))
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
  const most = statistics.askingDocs >= enoughToWeigh ? maxKeyTerms.weighed : maxKeyTerms.unweighed;
  const known = weighed.filter(({ isKnown }) => isKnown).slice(0, most);
  const lightest = known.length < most ? 0 : known.at(-1)!.weight;
  const unknown = weighed.filter(({ isKnown, weight }) => !isKnown && weight > lightest).slice(0, maxUnknown);
  const total = [...known, ...unknown].reduce((sum, { weight }) => sum + weight, 0) || 1;
  return [...known, ...unknown]
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .map((one) => ({ ...one, share: one.weight / total }));
}

/**
 * Pairs of neighbouring characters of a text: pair idf × the mean of what `factor` gives the words they stand in.
 * Synonyms of its words count like words of the text.
 */
export function weighedPairs(
  text: string,
  synonyms: Synonyms,
  factor: (term: string) => number,
  pairIdf: (pair: string) => number,
): WeighedPair[] {
  const factors = new Map<string, number>();
  const add = (pair: string, by: number) => factors.set(pair, Math.max(factors.get(pair) ?? 0, by));
  const runs = tokensOf(text);
  const byToken = new Map<string, number>();
  const factorOf = (token: string): number => {
    let by = byToken.get(token);
    if (by === undefined) byToken.set(token, (by = factor(token)));
    return by;
  };
  const others = [...new Set(runs.flat())].flatMap((term) => synonyms.of(term));
  for (const tokens of [...runs, ...others]) {
    const characters = tokens.flatMap((token) => {
      const by = factorOf(token);
      if (!/^\p{Script=Han}/u.test(token)) for (const pair of pairsOf(token)) add(pair, by);
      return [...token].map((character) => ({ character, by }));
    });
    for (let at = 0; at + 1 < characters.length; at += 1) {
      const [left, right] = [characters[at]!, characters[at + 1]!];
      const pair = left.character + right.character;
      if (/^\p{Script=Han}{2}$/u.test(pair)) add(pair, (left.by + right.by) / 2);
    }
  }
  return [...factors].map(([pair, by]) => ({ pair, weight: by * pairIdf(pair) })).filter(({ weight }) => weight > 0);
}

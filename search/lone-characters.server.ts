import { LRUCache } from 'lru-cache';
import type { IndexView } from './postgres/index-view.server.ts';
import type { AskedWord } from './synonym-table.ts';
import { normalise, wordsOf } from './text.ts';

/** So many characters of a question are looked up, and so many words of the index stand for one. */
const mostCharacters = 3;
const mostWords = 40;

const alone = /(?<!\p{Script=Han})\p{Script=Han}(?!\p{Script=Han})/gu;

/** So many characters are kept of a database: those that people type by themselves. */
const mostKept = 2_000;
interface Kept {
  readonly seq: number;
  readonly gen: number;
  readonly terms: readonly string[];
}
const keptOf = new WeakMap<IndexView['sql'], LRUCache<string, Kept>>();

/**
 * The words of an index that hold a character; no index of the table helps to find them, so they are kept while the index stands as it
 * is.
 */
async function wordsHolding({ sql, kind, state }: Asked, character: string): Promise<readonly string[]> {
  const kept = keptOf.get(sql) ?? new LRUCache<string, Kept>({ max: mostKept });
  keptOf.set(sql, kept);
  const key = `${kind} ${character}`;
  const { seq, gen } = state;
  const before = kept.get(key);
  if (before?.seq === seq && before.gen === gen) return before.terms;
  const rows = await sql<{ word: string }[]>`
    select word from search_words where kind = ${kind} and strpos(word, ${character}) > 0 and keywords + titles > 0
    order by keywords + titles desc, word collate "C" limit ${mostWords}`;
  const held = rows
    .flatMap(({ word }) => wordsOf(word))
    .filter((term) => term.includes(character) && term !== character);
  const terms = [...new Set(held)];
  kept.set(key, { seq, gen, terms });
  return terms;
}

type Asked = Pick<IndexView, 'sql' | 'kind' | 'state'>;

/**
 * A Chinese character that is typed by itself stands for the words that hold it, the most frequent ones of titles and key words:
 * 薯 → 马铃薯, 红薯. Records are cut into words, and hardly one of them is a single character. Inside a sentence it stands for itself.
 */
export async function withWordsHolding(
  index: Asked,
  text: string,
  words: readonly AskedWord[],
): Promise<readonly AskedWord[]> {
  const typed = new Set(normalise(text).match(alone) ?? []);
  const characters = words.flatMap(({ term }) => (typed.has(term) ? [term] : [])).slice(0, mostCharacters);
  if (characters.length === 0) return words;
  const holding = new Map<string, readonly string[]>();
  for (const character of characters) holding.set(character, await wordsHolding(index, character));
  return words.map((word) => ({
    ...word,
    spellings: [...word.spellings, ...(holding.get(word.term) ?? []).map((term) => [term])],
  }));
}

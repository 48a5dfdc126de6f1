import type { IndexView } from './postgres/index-view.server.ts';
import type { AskedWord } from './synonym-table.ts';
import { normalise, wordsOf } from './text.ts';

/** So many characters of a question are looked up, and so many words of the index stand for one. */
const mostCharacters = 3;
const mostWords = 40;

const alone = /(?<!\p{Script=Han})\p{Script=Han}(?!\p{Script=Han})/gu;

/**
 * A Chinese character that is typed by itself stands for the words that hold it, the most frequent ones of titles and key words:
 * 薯 → 马铃薯, 红薯. Records are cut into words, and hardly one of them is a single character. Inside a sentence it stands for itself.
 */
export async function withWordsHolding(
  { sql, kind }: Pick<IndexView, 'sql' | 'kind'>,
  text: string,
  words: readonly AskedWord[],
): Promise<readonly AskedWord[]> {
  const typed = new Set(normalise(text).match(alone) ?? []);
  const characters = words.flatMap(({ term }) => (typed.has(term) ? [term] : [])).slice(0, mostCharacters);
  if (characters.length === 0) return words;
  const holding = new Map<string, string[]>();
  for (const character of characters) {
    const rows = await sql<{ word: string }[]>`
      select word from search_words where kind = ${kind} and strpos(word, ${character}) > 0 and keywords + titles > 0
      order by keywords + titles desc, word collate "C" limit ${mostWords}`;
    const terms = rows
      .flatMap(({ word }) => wordsOf(word))
      .filter((term) => term.includes(character) && term !== character);
    holding.set(character, [...new Set(terms)]);
  }
  return words.map((word) => ({
    ...word,
    spellings: [...word.spellings, ...(holding.get(word.term) ?? []).map((term) => [term])],
  }));
}

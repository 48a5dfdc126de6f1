import { storableText } from './storable-text.ts';

/** Words of one meaning, as an administrator types them. */

export const mostWords = 12;
export const longestWord = 30;

/** The words of a group out of one line or several: separated by 、，,；;, a new line, or a space beside a Chinese character
 * (carbon fiber stays one), each once, in order. */
export function readSynonymWords(typed: string): string[] {
  const words = storableText(typed)
    .split(/[、，,；;\n\r]+|(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/u)
    .map((word) => word.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  const seen = new Set<string>();
  return words.filter((word) => {
    const key = synonymKey(word);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Two spellings of one word: full or half width, either case. */
export const synonymKey = (word: string): string => word.normalize('NFKC').toLowerCase();

/** What is wrong with the words of a group; null when they may stand. */
export function synonymFault(words: readonly string[]): string | null {
  if (words.length < 2) return '至少写两个词，用顿号分开';
  if (words.length > mostWords) return `一组最多 ${mostWords} 个词`;
  const long = words.find((word) => [...word].length > longestWord);
  if (long !== undefined) return `“${long.slice(0, 12)}…”太长，一个词最多 ${longestWord} 个字`;
  const odd = words.find((word) => !/[\p{Script=Han}a-zA-Z0-9]/u.test(word.normalize('NFKC')));
  return odd === undefined ? null : `“${odd}”里没有字`;
}

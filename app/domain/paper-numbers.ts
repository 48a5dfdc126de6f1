/** Most people whom one paper list names. */
export const mostNumbers = 3000;

/**
 * Reads which numbers of the paper list are signed, as somebody types them off it. Null where a word is no number. Example:
 * '1 3，5-7' → [1, 3, 5, 6, 7].
 */
export function readNumbers(text: string): number[] | null {
  const numbers = new Set<number>();
  for (const word of text
    .normalize('NFKC')
    .replaceAll(/[–—~至]/g, '-')
    .split(/[\s,、;.。]+/)) {
    if (word === '') continue;
    const match = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(word);
    if (match === null) return null;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (from < 1 || to < from || to > mostNumbers) return null;
    for (let n = from; n <= to; n += 1) numbers.add(n);
  }
  return [...numbers].sort((one, other) => one - other);
}

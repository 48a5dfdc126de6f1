import { pairsOf } from './pairs.ts';

const han = 1;
const letter = 2;
let kinds: Uint8Array | undefined;

/** What each UTF-16 unit is to a run: Chinese, a letter or digit of other words, or a gap. */
function kindTable(): Uint8Array {
  if (kinds) return kinds;
  kinds = new Uint8Array(65_536);
  for (let unit = 0; unit < 65_536; unit += 1) {
    const character = String.fromCharCode(unit);
    if (/\p{Script=Han}/u.test(character)) kinds[unit] = han;
    else if (/[a-z0-9α-ω]/.test(character)) kinds[unit] = letter;
  }
  return kinds;
}

/**
 * Names the pairs of a text without making strings of them: two characters of the basic plane as their units, words and
 * pairs beyond it as text. The same ones as `pairsOf`, in another order. Returns how many.
 */
export function scanPairs(
  text: string,
  onPair: (left: number, right: number) => void,
  onWord: (word: string) => void,
): number {
  const normal = text.normalize('NFKC').toLowerCase();
  const table = kindTable();
  if (/[\uD800-\uDFFF]/.test(normal)) {
    const pairs = pairsOf(normal);
    for (const pair of pairs) {
      if (pair.length === 2 && table[pair.charCodeAt(0)] === han) onPair(pair.charCodeAt(0), pair.charCodeAt(1));
      else onWord(pair);
    }
    return pairs.length;
  }
  let length = 0;
  let before = 0;
  let start = -1;
  for (let at = 0; at <= normal.length; at += 1) {
    const unit = at < normal.length ? normal.charCodeAt(at) : 0;
    const kind = table[unit];
    if (start >= 0 && kind !== letter) {
      if (at - start > 1) {
        length += 1;
        onWord(normal.slice(start, at));
      }
      start = -1;
    }
    if (kind === han) {
      if (before !== 0) {
        length += 1;
        onPair(before, unit);
      }
      before = unit;
      continue;
    }
    before = 0;
    if (kind === letter && start < 0) start = at;
  }
  return length;
}

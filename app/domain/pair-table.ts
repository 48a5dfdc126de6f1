import { pairsOf, type WeighedPair } from './pairs.ts';

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

/**
 * Weighed pairs, counted in many texts without making a string of each pair of theirs: two Chinese characters of the
 * basic plane are one number, found in a table of open addresses.
 */
export class PairTable {
  private readonly weights: readonly number[];
  private readonly words = new Map<string, number>();
  private readonly keys: Uint32Array;
  private readonly places: Uint16Array;
  private readonly mask: number;
  private readonly counts: Uint32Array;
  private touched: number[] = [];

  constructor(pairs: readonly WeighedPair[]) {
    const latest = new Map(pairs.map(({ pair, weight }) => [pair, weight]));
    this.weights = [...latest.values()];
    this.counts = new Uint32Array(latest.size);
    const size = 1 << Math.ceil(Math.log2(Math.max(8, latest.size * 4)));
    this.mask = size - 1;
    this.keys = new Uint32Array(size);
    this.places = new Uint16Array(size);
    const table = kindTable();
    let place = 0;
    for (const pair of latest.keys()) {
      if (pair.length === 2 && table[pair.charCodeAt(0)] === han)
        this.put(keyOf(pair.charCodeAt(0), pair.charCodeAt(1)), place);
      else this.words.set(pair, place);
      place += 1;
    }
  }

  /** Forgets what was counted. */
  clear(): void {
    for (const place of this.touched) this.counts[place] = 0;
    this.touched = [];
  }

  /** Counts the pairs of a text, each so many times. Returns how many pairs the text has, known or not. */
  count(text: string, times: number): number {
    return scanPairs(
      text,
      (left, right) => this.hit(this.find(keyOf(left, right)), times),
      (word) => this.hit(this.words.get(word), times),
    );
  }

  /** The pairs found since `clear`, with their weights and how often they stand there. */
  counted(): { readonly weight: number; readonly count: number }[] {
    return this.touched.map((place) => ({ weight: this.weights[place]!, count: this.counts[place]! }));
  }

  private hit(place: number | undefined, times: number): void {
    if (place === undefined) return;
    if (this.counts[place] === 0) this.touched.push(place);
    this.counts[place]! += times;
  }

  private put(key: number, place: number): void {
    let at = hashOf(key) & this.mask;
    while (this.keys[at] !== 0) at = (at + 1) & this.mask;
    this.keys[at] = key;
    this.places[at] = place;
  }

  private find(key: number): number | undefined {
    for (let at = hashOf(key) & this.mask; this.keys[at] !== 0; at = (at + 1) & this.mask) {
      if (this.keys[at] === key) return this.places[at];
    }
    return undefined;
  }
}

const keyOf = (left: number, right: number): number => ((left << 16) | right) >>> 0;

const hashOf = (key: number): number => Math.imul(key ^ (key >>> 15), 0x2c1b3c6d) >>> 7;

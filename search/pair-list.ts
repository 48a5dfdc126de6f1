import type { WeighedPair } from '#app/domain/pairs.ts';
import { scanPairs } from '#app/domain/scan-pairs.ts';
import { fnv, fnvStart } from './fnv.ts';
import { mostLetters, Packer, Unpacker } from './packed.ts';
import { bm25 } from './settings.ts';

// The pairs of characters of a document, kept beside it as numbers: the second stage counts in them without reading or
// parsing a text. A pair is a number of 22 bits, so that two pairs in 20,000 share one: no score notices.
// The list: how many pairs the text has, then for each different one, ascending, the gap to the one before × 2, plus 1
// where it stands there more than once, followed by how often less 2. A title's pair counts twice.

const mixed = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 10;
const ofCharacters = (left: number, right: number): number => mixed(fnv(fnv(fnvStart, left), right));

/** The number of a pair of characters, or of a word of another script. */
export function pairNumber(pair: string): number {
  let hash = fnvStart;
  for (let at = 0; at < pair.length; at += 1) hash = fnv(hash, pair.charCodeAt(at));
  return mixed(hash);
}

const packer = new Packer();

export function pairList({ title, body }: { readonly title: string; readonly body: string }): string {
  const counts = new Map<number, number>();
  let times = 2;
  const hit = (number: number) => counts.set(number, (counts.get(number) ?? 0) + times);
  const scan = (text: string) =>
    scanPairs(
      text,
      (left, right) => void hit(ofCharacters(left, right)),
      (word) => void hit(pairNumber(word)),
    );
  const ofTitle = scan(title);
  times = 1;
  packer.push(2 * ofTitle + scan(body));
  let before = 0;
  for (const number of Uint32Array.from(counts.keys()).sort()) {
    const count = counts.get(number)!;
    packer.push((number - before) * 2 + (count > 1 ? 1 : 0));
    if (count > 1) packer.push(count - 2);
    before = number;
  }
  return packer.take();
}

/** Names every pair of a list with how often it counts; returns how many pairs the text has. */
export function readPairs(list: Uint8Array, onPair: (number: number, count: number) => void): number {
  if (list.length === 0) return 0;
  const numbers = new Unpacker(list);
  const length = numbers.next();
  for (let number = 0; !numbers.isDone;) {
    const step = numbers.next();
    number += step >>> 1;
    onPair(number, (step & 1) === 1 ? numbers.next() + 2 : 1);
  }
  return length;
}

const leastTable = 4_096;
/** A list that is kept as text is read here: bytes are quicker than characters, and nothing waits meanwhile. */
let scratch = Buffer.allocUnsafe(8_192);

/** How many pairs a list's text has. */
const lengthOf = (list: string): number =>
  list === '' ? 0 : new Unpacker(scratch, scratch.write(list.slice(0, mostLetters), 'latin1')).next();

/** Weighed pairs that lists are compared with. */
export class AskedPairs {
  private readonly keys: Uint32Array;
  private readonly weights: Float64Array;
  private readonly mask: number;

  constructor(pairs: readonly WeighedPair[]) {
    const size = Math.max(leastTable, 1 << Math.ceil(Math.log2(Math.max(1, pairs.length * 4))));
    this.mask = size - 1;
    this.keys = new Uint32Array(size);
    this.weights = new Float64Array(size);
    for (const { pair, weight } of pairs) {
      const at = this.placeOf(pairNumber(pair));
      this.keys[at] = pairNumber(pair) + 1;
      this.weights[at] = Math.max(this.weights[at]!, weight);
    }
  }

  /** BM25 of each list over the pairs, with the mean length of these lists. */
  scores(lists: readonly string[]): number[] {
    const lengths = lists.map(lengthOf);
    const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lists.length) || 1;
    return lists.map((list, at) => this.scoreOf(list, bm25.k1 * (1 - bm25.b + (bm25.b * lengths[at]!) / average)));
  }

  private scoreOf(list: string, norm: number): number {
    if (list.length > scratch.length) scratch = Buffer.allocUnsafe(2 * list.length);
    const numbers = new Unpacker(scratch, scratch.write(list, 'latin1'));
    if (numbers.isDone) return 0;
    numbers.next();
    let score = 0;
    for (let number = 0; !numbers.isDone;) {
      const step = numbers.next();
      number += step >>> 1;
      const count = (step & 1) === 1 ? numbers.next() + 2 : 1;
      const at = this.placeOf(number);
      if (this.keys[at] !== 0) score += (this.weights[at]! * count) / (count + norm);
    }
    return score;
  }

  /** Where a pair stands in the table, or the free place where it would. */
  private placeOf(number: number): number {
    const { keys, mask } = this;
    let at = number & mask;
    while (keys[at] !== 0 && keys[at] !== number + 1) at = (at + 1) & mask;
    return at;
  }
}

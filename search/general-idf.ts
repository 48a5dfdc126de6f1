import { idf as idfFile } from '@node-rs/jieba/dict.js';
import { fnv, fnvStart } from './fnv.ts';

// 270,000 words in two flat arrays (4 MB) in place of a Map of strings (30 MB): two words in a slot's chain that share
// all 32 bits of the hash would share a weight, which about ten pairs do.
const size = 1 << 19;

interface Table {
  readonly hashes: Uint32Array;
  readonly values: Float32Array;
  readonly median: number;
}
let table: Table | undefined;

/** Units of a term that is written here: three bytes each at most. */
const longest = 64;
const scratch = Buffer.allocUnsafe(3 * longest);

/**
 * How telling a word is in general Chinese, where 1 is a middling word: its inverse document frequency by the cutter's
 * own dictionary over the median of that dictionary. A word it does not know counts as middling.
 */
export function generalWeight(term: string): number {
  const { hashes, values, median } = (table ??= read());
  const hash = hashOf(term.length > longest ? Buffer.from(term) : scratch.subarray(0, scratch.write(term)));
  for (let at = hash & (size - 1); hashes[at] !== 0; at = (at + 1) & (size - 1)) {
    if (hashes[at] === hash) return values[at]! / median;
  }
  return 1;
}

function read(): Table {
  const bytes = Buffer.from(idfFile);
  const hashes = new Uint32Array(size);
  const values = new Float32Array(size);
  const all: number[] = [];
  for (let start = 0; start < bytes.length;) {
    let end = bytes.indexOf(10, start);
    if (end < 0) end = bytes.length;
    const space = bytes.indexOf(32, start);
    if (space > start && space < end) {
      const hash = hashOf(bytes.subarray(start, space));
      let at = hash & (size - 1);
      while (hashes[at] !== 0 && hashes[at] !== hash) at = (at + 1) & (size - 1);
      hashes[at] = hash;
      values[at] = Number(bytes.toString('latin1', space + 1, end));
      all.push(values[at]!);
    }
    start = end + 1;
  }
  all.sort((a, b) => a - b);
  return { hashes, values, median: all[all.length >> 1] ?? 1 };
}

/** FNV-1a; never 0, which marks an empty slot. */
function hashOf(bytes: Uint8Array): number {
  let hash: number = fnvStart;
  for (const byte of bytes) hash = fnv(hash, byte);
  return hash >>> 0 || 1;
}
